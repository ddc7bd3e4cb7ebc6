/**
 * One Einstufungsvorgang: on top who has done what and who is next, the proposal on the left, the file's evidence on the
 * right. The proposer writes, the decider reads what changed and decides; both sign (F4–F8, F12).
 */
import {
  Gavel,
  MessageCircleQuestion,
  PenLine,
  Save,
  Send,
  ShieldAlert,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { ClassificationDetail, CriterionView, EvidenceItem } from '#shared/contract/classifications';
import type { PersonFile } from '#shared/contract/persons';
import type { CriteriaCatalogue } from '#shared/domain/criteria';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { isDecided, PROCEDURE_LABELS, PROPOSAL_STATE_LABELS } from '#shared/domain/procedure';
import { AppError } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand, useOperation } from '../../app/queries';
import { usePanel } from '../../app/session';
import {
  Badge,
  Button,
  confirm,
  ErrorState,
  FieldError,
  LoadingState,
  MenuButton,
  Notice,
  Page,
  PageHeader,
  toast,
  useUnsavedGuard,
} from '../../ui';
import { birthAndAge, displayName, formatInstant, today } from '../persons/labels';
import { DecideDialog } from './DecideDialog';
import { EvidencePanel } from './EvidencePanel';
import { STEP_LOOK } from './labels';
import { ProposalEditor } from './ProposalEditor';
import styles from './ProposalPage.module.css';
import { ProposalView } from './ProposalView';
import {
  fieldOf,
  openPoints,
  type ProposalForm,
  saveInput,
  shownCriteria,
  useProposalForm,
  valuesOf,
} from './proposal-form';
import { ReasonDialog } from './ReasonDialog';
import { SignatureBadge, SignatureCheck } from './SignatureState';
import { StepStrip } from './StepStrip';

export function ProposalPage() {
  const { personId = '', id = '' } = useParams();
  const file = useOperation('persons.get', { id: personId });
  const detail = useOperation('classifications.get', { personId, id }, { enabled: file.isSuccess });
  const evidence = useOperation('classifications.evidence', { personId }, { enabled: file.isSuccess });
  const catalogue = useOperation('classifications.catalogue', {});
  const error = file.error ?? detail.error ?? evidence.error ?? catalogue.error;
  if (error) return <ErrorState error={error} onRetry={() => void detail.refetch()} />;
  if (!file.data || !detail.data || !evidence.data || !catalogue.data)
    return <LoadingState shape="document" />;
  const shared: Shared = {
    file: file.data,
    detail: detail.data,
    evidence: evidence.data,
    catalogue: catalogue.data.catalogue,
  };
  return detail.data.mayEdit ? (
    <EditedProposal key={`${id}:edit`} {...shared} />
  ) : (
    <ReadProposal key={`${id}:read`} {...shared} />
  );
}

interface Shared {
  file: PersonFile;
  detail: ClassificationDetail;
  evidence: { items: EvidenceItem[]; blocked: number };
  catalogue: CriteriaCatalogue;
}

/* ── the proposer ── */

function EditedProposal({ file, detail, evidence, catalogue }: Shared) {
  const form = useProposalForm(valuesOf(detail, catalogue));
  const draft = useDraft(`classifications.edit:${detail.id}`, form, { personId: detail.personId });
  const save = useCommand('classifications.saveDraft');
  const submit = useCommand('classifications.submit', {
    invalidates: ['classifications', 'persons', 'tasks'],
  });
  const [problem, setProblem] = useState<string>();
  const isDirty = form.formState.isDirty;
  useUnsavedGuard(isDirty);
  const values = form.watch();
  const criteria = shownCriteria(values, catalogue);
  const points = openPoints(detail, values, catalogue, evidence.items, today());
  const view = useActive(criteria, criteria[0]?.key ?? null);

  /** Saves and returns the new revision, or null if the vault refused. */
  async function saveNow(): Promise<number | null> {
    setProblem(undefined);
    form.clearErrors();
    const typed = form.getValues();
    try {
      const { revision } = await save.mutateAsync(saveInput(detail, typed, catalogue));
      form.reset(typed);
      await draft.discard();
      return revision;
    } catch (error) {
      setProblem(showErrors(form, error));
      return null;
    }
  }
  async function submitNow() {
    const revision = await saveNow();
    if (revision === null) return;
    const isSure = await confirm({
      title: 'Vorschlag vorlegen?',
      body: 'Sie unterschreiben den Vorschlag mit Ihrem Schlüssel. Bis zu einer Rückfrage kann er nicht mehr geändert werden; entscheiden muss eine zweite Person.',
      confirmLabel: 'Vorlegen und unterschreiben',
    });
    if (!isSure) return;
    try {
      await submit.mutateAsync({ personId: detail.personId, id: detail.id, revision });
      toast({ text: 'Vorgelegt und unterschrieben. Die Leitung sieht den Vorschlag jetzt auf ihrer Seite.' });
    } catch (error) {
      setProblem(showErrors(form, error));
    }
  }
  function toggle(evidenceId: string) {
    const key = view.activeKey;
    const linked = key && values.criteria[key]?.evidenceIds;
    if (!key || !linked) return;
    form.setValue(
      `criteria.${key}.evidenceIds`,
      linked.includes(evidenceId) ? linked.filter((id) => id !== evidenceId) : [...linked, evidenceId],
      { shouldDirty: true },
    );
    form.clearErrors(`criteria.${key}.evidenceIds`);
  }

  return (
    <Page
      layout="wide"
      header={
        <Header
          file={file}
          detail={detail}
          hint={draftHint(draft, isDirty)}
          action={
            <Button
              variant="primary"
              icon={Send}
              isPending={submit.isPending}
              onPress={() => (points.length > 0 ? showOpenPoints() : void submitNow())}
            >
              Vorlegen
            </Button>
          }
          moreActions={
            <>
              <WithdrawMenu detail={detail} />
              <Button
                icon={Save}
                shortcut="Strg+Enter"
                isPending={save.isPending}
                onPress={() => void saveNow()}
              >
                Speichern
              </Button>
            </>
          }
        />
      }
    >
      {draft.isLoading ? (
        <LoadingState shape="document" />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: Strg+Enter saves from every field; the button does the same
        <div
          className={styles.split}
          data-folded={!view.panel.isOpen || undefined}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !event.ctrlKey || event.defaultPrevented) return;
            event.preventDefault();
            void saveNow();
          }}
        >
          <div className={styles.proposal}>
            <QuestionNotice detail={detail} />
            <FieldError>{problem}</FieldError>
            <ProposalEditor
              detail={detail}
              form={form}
              catalogue={catalogue}
              criteria={criteria}
              evidence={byId(evidence.items)}
              activeKey={view.activeKey}
              onActivate={view.activate}
              onPick={view.pick}
              points={points}
            />
          </div>
          <EvidencePanel
            items={evidence.items}
            blocked={evidence.blocked}
            criteria={criteria}
            activeKey={view.activeKey}
            onToggle={toggle}
            changedIds={[]}
            newSince={detail.previous?.decidedAt ?? null}
            isOpen={view.panel.isOpen}
            onOpenChange={view.panel.onToggle}
            onLeave={view.leave}
            headingRef={view.headingRef}
          />
        </div>
      )}
    </Page>
  );
}

function showOpenPoints() {
  const list = document.getElementById('offene-punkte');
  list?.scrollIntoView({ block: 'center' });
  list?.querySelector('button')?.focus();
}

function draftHint(draft: { restoredAt: string | null; savedAt: string | null }, isDirty: boolean): string {
  if (!isDirty) return 'Gespeichert';
  if (draft.savedAt) return `Entwurf gesichert, ${formatInstant(draft.savedAt).slice(-5)} Uhr`;
  return draft.restoredAt ? 'Entwurf wiederhergestellt' : 'Nicht gespeichert';
}

/** Puts a refusal at its fields and returns the sentence for above the form. */
function showErrors(form: ProposalForm, error: unknown): string {
  if (!(error instanceof AppError)) return 'Unerwarteter Fehler. Ihre Eingaben sind als Entwurf gesichert.';
  for (const [path, message] of Object.entries(error.fields)) {
    const field = fieldOf({ field: path });
    if (field) form.setError(field as 'prognosis', { type: 'server', message });
  }
  return error.message;
}

/* ── everyone who reads, and the decider ── */

type Act = 'decide' | 'askBack' | 'countersign';

function ReadProposal({ file, detail, evidence }: Shared) {
  const [act, setAct] = useState<Act | null>(null);
  const invalidates = ['classifications', 'persons', 'tasks'] as const;
  const askBack = useCommand('classifications.askBack', { invalidates });
  const countersign = useCommand('classifications.countersign', { invalidates });
  const view = useActive(detail.criteria, null);
  const close = () => setAct(null);
  const target = { personId: detail.personId, id: detail.id, revision: detail.revision };
  const isOwn = detail.mayAskBack && !detail.mayDecide && detail.decisionBar === null;
  return (
    <Page
      layout="wide"
      header={
        <Header
          file={file}
          detail={detail}
          action={
            detail.mayDecide && (
              <Button variant="primary" icon={Gavel} onPress={() => setAct('decide')}>
                Entscheiden
              </Button>
            )
          }
          moreActions={
            <>
              {isDecided(detail.step) && detail.origin === 'SYSTEM' && (
                <SignatureCheck personId={detail.personId} id={detail.id} size="md" />
              )}
              {detail.mayCountersign && (
                <Button icon={PenLine} onPress={() => setAct('countersign')}>
                  Mitzeichnen
                </Button>
              )}
              {detail.mayAskBack && (
                <Button icon={isOwn ? Undo2 : MessageCircleQuestion} onPress={() => setAct('askBack')}>
                  {isOwn ? 'Zurückholen' : 'Rückfrage'}
                </Button>
              )}
              <WithdrawMenu detail={detail} />
            </>
          }
        />
      }
    >
      <div className={styles.split} data-folded={!view.panel.isOpen || undefined}>
        <div className={styles.proposal}>
          {detail.decisionBar && (
            <Notice tone="restricted" icon={ShieldAlert} title="Sie können hier nicht entscheiden">
              {detail.decisionBar}
            </Notice>
          )}
          {!isDecided(detail.step) && detail.changedEvidenceIds.length > 0 && (
            <Notice
              tone="overdue"
              icon={TriangleAlert}
              title="Ein Beleg ist nicht mehr der, der vorgelegt wurde"
            >
              Er wurde nach dem Vorlegen geändert, gesperrt oder entfernt. Eine Entscheidung ist erst möglich,
              wenn der Vorschlag nach einer Rückfrage neu vorgelegt ist.
            </Notice>
          )}
          <QuestionNotice detail={detail} />
          <ProposalView
            detail={detail}
            evidence={byId(evidence.items)}
            activeKey={view.activeKey}
            onActivate={view.activate}
          />
        </div>
        <EvidencePanel
          items={evidence.items}
          blocked={evidence.blocked}
          criteria={detail.criteria}
          activeKey={view.activeKey}
          changedIds={detail.changedEvidenceIds}
          newSince={detail.previous?.decidedAt ?? null}
          isOpen={view.panel.isOpen}
          onOpenChange={view.panel.onToggle}
          onLeave={view.leave}
          headingRef={view.headingRef}
        />
      </div>
      {act === 'decide' && file.caseStatus && (
        <DecideDialog detail={detail} caseStatus={file.caseStatus} onClose={close} />
      )}
      {act === 'askBack' && (
        <ReasonDialog
          title={isOwn ? 'Vorschlag zurückholen' : 'Rückfrage an die vorschlagende Person'}
          label={isOwn ? 'Grund' : 'Was soll ergänzt oder geändert werden?'}
          confirmLabel={isOwn ? 'Zurückholen' : 'Rückfrage stellen'}
          icon={isOwn ? Undo2 : MessageCircleQuestion}
          isRequired
          onConfirm={(reason) => askBack.mutateAsync({ ...target, reason })}
          onClose={close}
        />
      )}
      {act === 'countersign' && (
        <ReasonDialog
          title="Vorschlag mitzeichnen"
          label="Bemerkung (freiwillig)"
          confirmLabel="Mitzeichnen und unterschreiben"
          icon={PenLine}
          onConfirm={(reason) => countersign.mutateAsync({ ...target, reason })}
          onClose={close}
        />
      )}
    </Page>
  );
}

/* ── shared parts ── */

function Header({
  file,
  detail,
  hint,
  action,
  moreActions,
}: {
  file: PersonFile;
  detail: ClassificationDetail;
  hint?: string;
  action?: React.ReactNode;
  moreActions?: React.ReactNode;
}) {
  const name = displayName(file.leading);
  const { tone, icon } = STEP_LOOK[detail.step];
  const facts = [
    birthAndAge(file.leading.birthDate, today()) && `geb. ${birthAndAge(file.leading.birthDate, today())}`,
    `${file.fileNo} – VS-NfD`,
    detail.personGroup && PERSON_GROUP_LABELS[detail.personGroup],
    hint,
  ].filter(Boolean);
  return (
    <PageHeader
      breadcrumb={[
        { label: 'Personen', to: '/personen' },
        { label: name, to: `/akten/${file.id}` },
        { label: 'Einstufung', to: `/akten/${file.id}/einstufung` },
      ]}
      title={`${PROCEDURE_LABELS[detail.procedure]}: ${name}`}
      badges={
        detail.origin === 'ALTBESTAND' ? (
          <SignatureBadge state="LEGACY" />
        ) : (
          <>
            <Badge tone={tone} icon={icon}>
              {PROPOSAL_STATE_LABELS[detail.step]}
            </Badge>
            {isDecided(detail.step) && <SignatureBadge state={detail.signature} />}
          </>
        )
      }
      subtitle={facts.join('  ·  ')}
      action={action}
      moreActions={moreActions}
    >
      {detail.steps.length > 0 && <StepStrip detail={detail} />}
    </PageHeader>
  );
}

/** What the decider asked, as long as it is not answered. */
function QuestionNotice({ detail }: { detail: ClassificationDetail }) {
  const question =
    detail.step === 'RUECKFRAGE' ? detail.steps.findLast(({ step }) => step === 'RUECKFRAGE') : null;
  if (!question) return null;
  return (
    <Notice
      tone="due-soon"
      icon={MessageCircleQuestion}
      title={`Rückfrage von ${question.userName}, ${formatInstant(question.at)}`}
    >
      <p className={styles.decisionReason}>{question.reason}</p>
    </Notice>
  );
}

function WithdrawMenu({ detail }: { detail: ClassificationDetail }) {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  const withdraw = useCommand('classifications.withdraw', { invalidates: ['persons'] });
  if (!detail.mayWithdraw) return null;
  const target = { personId: detail.personId, id: detail.id, revision: detail.revision };
  return (
    <>
      <MenuButton
        isIconOnly
        label="Weitere Schritte"
        entries={[
          {
            id: 'withdraw',
            label: detail.step === 'ENTWURF' ? 'Entwurf verwerfen' : 'Vorschlag zurückziehen',
            icon: Undo2,
            isDanger: true,
            onAction: () => setOpen(true),
          },
        ]}
      />
      {isOpen && (
        <ReasonDialog
          title={detail.step === 'ENTWURF' ? 'Entwurf verwerfen?' : 'Vorschlag zurückziehen?'}
          body={
            <p className={styles.dialogText}>
              Der Vorschlag mit Kriterien und Begründungen wird gelöscht. Dass er zurückgezogen wurde, bleibt
              im Protokoll der Akte.
            </p>
          }
          label="Grund"
          confirmLabel={detail.step === 'ENTWURF' ? 'Verwerfen' : 'Zurückziehen'}
          icon={Undo2}
          isDanger
          onConfirm={async (reason) => {
            await withdraw.mutateAsync({ ...target, reason });
            await navigate(`/akten/${detail.personId}/einstufung`);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** Which criterion the evidence panel works for, and the way between the two sides by keyboard. */
function useActive(criteria: readonly CriterionView[], start: string | null) {
  const [chosen, setChosen] = useState<string | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const panel = usePanel('belege');
  const isKnown = criteria.some(({ key }) => key === chosen);
  const activeKey = isKnown ? chosen : start;
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (panel.isOpen && wantsFocus.current) {
      wantsFocus.current = false;
      headingRef.current?.focus();
    }
  });
  return {
    activeKey,
    activate: setChosen,
    panel,
    headingRef,
    /** Goes to the evidence, which opens if it was folded. */
    pick: () => {
      if (panel.isOpen) headingRef.current?.focus();
      else {
        wantsFocus.current = true;
        panel.onToggle(true);
      }
    },
    /** Back to the criterion. */
    leave: () => {
      const row = activeKey && document.getElementById(`kriterium-${activeKey}`);
      if (row) row.querySelector<HTMLElement>('input, textarea, button')?.focus();
    },
  };
}

function byId(items: readonly EvidenceItem[]): ReadonlyMap<string, EvidenceItem> {
  return new Map(items.map((item) => [item.id, item]));
}
