/** The proposer's side: the form, drafts, saving and submitting (F4). */
import { Save, Send } from 'lucide-react';
import { useState } from 'react';
import { AppError } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import { Button, confirm, FieldError, LoadingState, Page, toast, useUnsavedGuard } from '../../ui';
import { formatInstant, today } from '../persons/labels';
import { byId, useActive } from './active-criterion';
import { EvidencePanel } from './EvidencePanel';
import { ProposalEditor } from './ProposalEditor';
import styles from './ProposalPage.module.css';
import { Header, type ProposalData, QuestionNotice, WithdrawMenu } from './ProposalParts';
import {
  fieldOf,
  openPoints,
  type ProposalForm,
  saveInput,
  shownCriteria,
  useProposalForm,
  valuesOf,
} from './proposal-form';

export function EditedProposal({ file, detail, evidence, catalogue }: ProposalData) {
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
        <div
          className={styles.split}
          data-folded={!view.panel.isOpen || undefined}
          onKeyDownCapture={(event) => {
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
