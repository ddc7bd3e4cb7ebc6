/** Two files side by side: what agrees, what differs, and what follows from it: no duplicate, or one file. */
import { ArrowLeftRight, CircleSlash, GitMerge, Scale } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { PersonFile } from '#shared/contract/persons';
import { MERGE_FIELDS, type MergeChoices } from '#shared/domain/merge';
import { AppError } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import {
  Button,
  ButtonLink,
  ErrorState,
  FieldError,
  Form,
  FormActions,
  LoadingState,
  Notice,
  Page,
  PageHeader,
  Panel,
  Stack,
  TextArea,
  toast,
} from '../../ui';
import { displayName, formatInstant } from '../persons/labels';
import { ReasonDialog } from '../records/ReasonDialog';
import { Blockers } from './Blockers';
import styles from './Compare.module.css';
import { CompareTable } from './CompareTable';
import { headGroups } from './compare';
import { ENTRIES_MISSING, GroupsProblem } from './GroupsProblem';
import { useEntryGroups, useRecordGroups } from './record-groups';

const ALL_LEADING = Object.fromEntries(MERGE_FIELDS.map((field) => [field, 'LEADING'])) as MergeChoices;

export function ComparePage() {
  const { leadingId = '', otherId = '' } = useParams();
  const left = useOperation('persons.get', { id: leadingId });
  const right = useOperation('persons.get', { id: otherId });
  const error = left.error ?? right.error;
  if (error) {
    return (
      <Page header={<PageHeader breadcrumb={CRUMBS} title="Akten vergleichen" />}>
        <ErrorState
          title="Die Akten können nicht verglichen werden"
          error={error}
          action={<ButtonLink to="/dubletten">Zu den möglichen Dubletten</ButtonLink>}
        />
      </Page>
    );
  }
  if (!left.data || !right.data) return <LoadingState shape="document" />;
  return <Comparison key={`${leadingId} ${otherId}`} left={left.data} right={right.data} />;
}

const CRUMBS = [
  { label: 'Personen', to: '/personen' },
  { label: 'Mögliche Dubletten', to: '/dubletten' },
];

function Comparison({ left, right }: { left: PersonFile; right: PersonFile }) {
  const navigate = useNavigate();
  const mayWrite = usePermission('CASE_WRITE');
  const [choices, setChoices] = useState<MergeChoices | null>(null);
  const [dialog, setDialog] = useState<'dismiss' | 'reopen' | null>(null);
  const ids = { leadingId: left.id, otherId: right.id };
  const pair = useOperation('duplicates.pair', { ...ids, choices }, { keepPrevious: true });
  const entries = useEntryGroups(left.id, right.id);
  const records = useRecordGroups(left.id, right.id);
  const { distinct = null, openMergeId = null, blockers = [], reason = '' } = pair.data ?? {};
  const isOpen = mayWrite && !distinct && !openMergeId;
  return (
    <Page
      readingLabel="Vergleich der Akten"
      header={
        <PageHeader
          breadcrumb={CRUMBS}
          title="Akten vergleichen"
          subtitle={reason || 'Von sich aus würde dieses Paar nicht als Dublette vorgeschlagen.'}
          moreActions={
            <>
              <Button
                icon={ArrowLeftRight}
                onPress={() =>
                  void navigate(`/dubletten/vergleich/${right.id}/${left.id}`, { replace: true })
                }
              >
                Seiten tauschen
              </Button>
              {isOpen && (
                <Button icon={CircleSlash} onPress={() => setDialog('dismiss')}>
                  Keine Dublette
                </Button>
              )}
            </>
          }
          action={
            isOpen &&
            !choices && (
              <Button variant="primary" icon={GitMerge} onPress={() => setChoices(ALL_LEADING)}>
                Zusammenführen
              </Button>
            )
          }
        />
      }
    >
      <div className={styles.sheet}>
        <Stack>
          {distinct && (
            <Notice
              tone="done"
              icon={Scale}
              title="Entschieden: keine Dublette"
              action={
                mayWrite && (
                  <Button size="sm" onPress={() => setDialog('reopen')}>
                    Entscheidung aufheben
                  </Button>
                )
              }
            >
              {distinct.by}, {formatInstant(distinct.at)}: {distinct.reason}
            </Notice>
          )}
          {openMergeId && (
            <Notice
              tone="due-soon"
              icon={GitMerge}
              title="Für eine der Akten wartet ein Vorschlag auf Entscheidung"
              action={
                <ButtonLink size="sm" to={`/dubletten/zusammenfuehrung/${openMergeId}`}>
                  Zum Vorschlag
                </ButtonLink>
              }
            />
          )}
          {choices && (
            <Notice tone="info" icon={GitMerge} title="Links steht die Akte, die bleibt">
              Wählen Sie für jede abweichende Angabe, welche Seite führt. Abweichende Personalien der anderen
              Akte bleiben als Aliaspersonalien erhalten; Erkenntnisse, Straftaten und alle übrigen Einträge
              werden übernommen.
            </Notice>
          )}
          <GroupsProblem title={ENTRIES_MISSING} of={entries} />
          <GroupsProblem
            title="Einstufung, Einträge oder Verlauf konnten nicht geladen werden"
            of={records}
          />
          <CompareTable
            leftTitle={titleOf(left)}
            rightTitle={titleOf(right)}
            groups={[...headGroups(left, right), ...entries.groups, ...records.groups]}
            choices={choices}
            onChoose={(field, side) => setChoices((before) => before && { ...before, [field]: side })}
          />
          {choices && (
            <Proposal
              left={left}
              right={right}
              choices={choices}
              blockers={blockers}
              onCancel={() => setChoices(null)}
            />
          )}
        </Stack>
      </div>
      {dialog && <DecisionDialog kind={dialog} ids={ids} onClose={() => setDialog(null)} />}
    </Page>
  );
}

const titleOf = (file: PersonFile) => `${displayName(file.leading)} · ${file.fileNo}`;

function DecisionDialog({
  kind,
  ids,
  onClose,
}: {
  kind: 'dismiss' | 'reopen';
  ids: { leadingId: string; otherId: string };
  onClose: () => void;
}) {
  const dismiss = useCommand('duplicates.dismiss');
  const reopen = useCommand('duplicates.reopen');
  if (kind === 'dismiss')
    return (
      <ReasonDialog
        title="Keine Dublette"
        label="Woran ist zu erkennen, dass es zwei Personen sind?"
        confirmLabel="Festhalten"
        onClose={onClose}
        onConfirm={async (reason) => {
          await dismiss.mutateAsync({ ...ids, reason });
          toast({ text: 'Festgehalten: keine Dublette.' });
        }}
      >
        Das Paar wird nicht mehr vorgeschlagen. Entscheidung und Begründung stehen im Verlauf beider Akten;
        bitte in der Begründung keinen Namen der anderen Person nennen.
      </ReasonDialog>
    );
  return (
    <ReasonDialog
      title="Entscheidung aufheben"
      label="Grund"
      confirmLabel="Aufheben"
      onClose={onClose}
      onConfirm={async (reason) => {
        await reopen.mutateAsync({ ...ids, reason });
        toast({ text: 'Das Paar wird wieder geprüft.' });
      }}
    >
      Das Paar kann danach wieder als mögliche Dublette vorgeschlagen und zusammengeführt werden.
    </ReasonDialog>
  );
}

function Proposal({
  left,
  right,
  choices,
  blockers,
  onCancel,
}: {
  left: PersonFile;
  right: PersonFile;
  choices: MergeChoices;
  blockers: readonly string[];
  onCancel: () => void;
}) {
  const navigate = useNavigate();
  const propose = useCommand('duplicates.propose', { invalidates: ['duplicates', 'persons'] });
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<{ reason?: string | undefined; general?: string }>({});
  async function submit() {
    if (propose.isPending || blockers.length > 0) return;
    if (!reason.trim()) return setProblem({ reason: 'Bitte begründen, warum es dieselbe Person ist.' });
    try {
      const { id } = await propose.mutateAsync({
        leadingId: left.id,
        otherId: right.id,
        leadingRevision: left.revision,
        otherRevision: right.revision,
        choices,
        reason,
      });
      toast({ text: 'Vorgeschlagen. Eine zweite Person entscheidet.' });
      await navigate(`/dubletten/zusammenfuehrung/${id}`);
    } catch (error) {
      setProblem({ general: error instanceof AppError ? error.message : 'Unerwarteter Fehler.' });
    }
  }
  return (
    <Panel title="Zusammenführung vorschlagen" icon={GitMerge}>
      {blockers.length > 0 && <Blockers blockers={blockers} />}
      <Form label="Zusammenführung vorschlagen" onSubmit={() => void submit()}>
        <TextArea
          label="Warum ist es dieselbe Person?"
          isRequired
          rows={3}
          value={reason}
          onChange={setReason}
          error={problem.reason}
          description="Eine Leitung entscheidet über den Vorschlag. Eine Zusammenführung kann von zwei Personen wieder aufgehoben werden."
        />
        <FieldError>{problem.general}</FieldError>
        <FormActions>
          <Button
            type="submit"
            variant="primary"
            icon={GitMerge}
            isPending={propose.isPending}
            isDisabled={blockers.length > 0}
            shortcut="Strg+Enter"
          >
            Vorschlagen
          </Button>
          <Button variant="quiet" onPress={onCancel}>
            Abbrechen
          </Button>
        </FormActions>
      </Form>
    </Panel>
  );
}
