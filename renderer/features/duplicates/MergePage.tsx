/** One merge: the proposal, its decision by a second person, and the way back. */
import { CircleCheck, CircleSlash, GitMerge, ShieldCheck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { MergeAct, MergeDetail } from '#shared/contract/duplicates';
import {
  MERGE_ACT_LABELS,
  MERGE_ACT_STATE_LABELS,
  type MergeChoices,
  type MergeState,
} from '#shared/domain/merge';
import { AppError } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import {
  Badge,
  Button,
  DefinitionList,
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
  TextLink,
  type Tone,
  toast,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import { Blockers } from './Blockers';
import styles from './Compare.module.css';
import { CompareTable } from './CompareTable';
import { headGroups } from './compare';
import { ENTRIES_MISSING, GroupsProblem } from './GroupsProblem';
import { useEntryGroups } from './record-groups';
import { STALE } from './stale';
import { AssignmentList, UndoProposal } from './UndoProposal';

const STATES = {
  VORGESCHLAGEN: { label: 'vorgeschlagen', tone: 'due-soon' },
  VERWORFEN: { label: 'nicht zusammengeführt', tone: 'neutral' },
  WIRKSAM: { label: 'zusammengeführt', tone: 'done' },
  AUFGEHOBEN: { label: 'aufgehoben', tone: 'neutral' },
} as const satisfies Record<MergeState, { label: string; tone: Tone }>;

export function MergePage() {
  const { id = '' } = useParams();
  const merge = useOperation('duplicates.get', { id });
  if (merge.isPending) return <LoadingState shape="document" />;
  if (merge.error) return <ErrorState error={merge.error} onRetry={() => void merge.refetch()} />;
  return <Merge merge={merge.data} />;
}

function Merge({ merge }: { merge: MergeDetail }) {
  const { label, tone } = STATES[merge.state];
  const open = merge.acts.find(({ state }) => state === 'OFFEN');
  const proposed = merge.acts.find(({ kind }) => kind === 'MERGE');
  return (
    <Page
      header={
        <PageHeader
          breadcrumb={[
            { label: 'Personen', to: '/personen' },
            { label: 'Mögliche Dubletten', to: '/dubletten' },
          ]}
          title="Zusammenführung"
          badges={
            <>
              <Badge tone={tone}>{label}</Badge>
              {open?.kind === 'UNDO' && <Badge tone="due-soon">Aufhebung vorgeschlagen</Badge>}
            </>
          }
          subtitle={`${merge.otherName ? `${merge.otherName} (${merge.otherFileNo})` : merge.otherFileNo} in ${merge.leadingName} (${merge.leadingFileNo})`}
          action={<TextLink to={`/akten/${merge.leadingId}`}>Akte {merge.leadingFileNo} öffnen</TextLink>}
        />
      }
    >
      <div className={styles.sheet}>
        <Stack>
          {merge.blockers.length > 0 && merge.state === 'VORGESCHLAGEN' && (
            <Blockers blockers={merge.blockers} />
          )}
          {open && <OpenAct merge={merge} act={open} />}
          {merge.state === 'VORGESCHLAGEN' && proposed?.choices && (
            <ProposedResult merge={merge} choices={proposed.choices} />
          )}
          {merge.state === 'WIRKSAM' && !open && <UndoProposal merge={merge} />}
          <Acts acts={merge.acts} />
        </Stack>
      </div>
    </Page>
  );
}

/** Both files as they are now, with the side that leads in each line. */
function ProposedResult({ merge, choices }: { merge: MergeDetail; choices: MergeChoices }) {
  const left = useOperation('persons.get', { id: merge.leadingId });
  const right = useOperation('persons.get', { id: merge.otherId });
  const entries = useEntryGroups(merge.leadingId, merge.otherId);
  const failed = [left, right].find(({ error }) => error !== null);
  if (failed)
    return (
      <ErrorState
        title="Die Akten können nicht verglichen werden"
        error={failed.error}
        onRetry={() => void failed.refetch()}
      />
    );
  if (!left.data || !right.data || entries.isPending) return <LoadingState rows={6} />;
  return (
    <>
      <GroupsProblem title={ENTRIES_MISSING} of={entries} />
      <CompareTable
        leftTitle={`${merge.leadingName} · ${merge.leadingFileNo} (bleibt)`}
        rightTitle={`${merge.otherName} · ${merge.otherFileNo}`}
        groups={[...headGroups(left.data, right.data), ...entries.groups]}
        choices={choices}
      />
    </>
  );
}

function OpenAct({ merge, act }: { merge: MergeDetail; act: MergeAct }) {
  const mayDecide = usePermission('MERGE_DECIDE');
  const userId = useSession((state) => state.user?.id);
  return (
    <>
      {act.kind === 'UNDO' && merge.added.length > 0 && (
        <Panel title="Was seit der Zusammenführung hinzukam" icon={Undo2}>
          <AssignmentList merge={merge} assignments={act.assignments} />
        </Panel>
      )}
      {userId === act.proposedById ? (
        <OwnProposal merge={merge} />
      ) : mayDecide && merge.decisionProblem === null ? (
        <Decision merge={merge} act={act} />
      ) : (
        <Notice
          tone="due-soon"
          icon={ShieldCheck}
          title={merge.decisionProblem ?? 'Wartet auf die Entscheidung durch eine Leitung'}
        />
      )}
    </>
  );
}

function OwnProposal({ merge }: { merge: MergeDetail }) {
  const withdraw = useCommand('duplicates.withdraw', { invalidates: STALE });
  return (
    <Notice
      tone="due-soon"
      icon={ShieldCheck}
      title="Wartet auf die Entscheidung durch eine zweite Person"
      action={
        <Button
          size="sm"
          isPending={withdraw.isPending}
          onPress={() =>
            void withdraw.mutateAsync({ id: merge.id }).then(
              () => toast({ text: 'Vorschlag zurückgezogen.' }),
              () => undefined,
            )
          }
        >
          Vorschlag zurückziehen
        </Button>
      }
    >
      Wer vorschlägt, entscheidet nicht selbst (Vier-Augen-Prinzip).
    </Notice>
  );
}

function Decision({ merge, act }: { merge: MergeDetail; act: MergeAct }) {
  const navigate = useNavigate();
  const decide = useCommand('duplicates.decide', { invalidates: STALE });
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<{ reason?: string; general?: string }>({});
  async function submit(approve: boolean) {
    if (decide.isPending) return;
    if (!reason.trim()) return setProblem({ reason: 'Bitte die Entscheidung begründen.' });
    try {
      const { personId } = await decide.mutateAsync({ id: merge.id, approve, reason });
      toast({ text: approve ? DONE[act.kind] : 'Abgelehnt. Beide Akten bleiben, wie sie sind.' });
      if (approve) await navigate(`/akten/${personId}`);
    } catch (error) {
      setProblem({ general: error instanceof AppError ? error.message : 'Unerwarteter Fehler.' });
    }
  }
  return (
    <Panel title={`Entscheiden: ${MERGE_ACT_LABELS[act.kind]}`} icon={ShieldCheck}>
      <Stack>
        <DefinitionList
          columns={1}
          items={[
            { term: 'Vorgeschlagen von', value: `${act.proposedBy}, ${formatInstant(act.proposedAt)}` },
            { term: 'Begründung', value: act.reason },
          ]}
        />
        <Form label="Entscheiden" onSubmit={() => void submit(true)}>
          <TextArea
            label="Begründung der Entscheidung"
            isRequired
            rows={2}
            value={reason}
            onChange={setReason}
            error={problem.reason}
          />
          <FieldError>{problem.general}</FieldError>
          <FormActions>
            <Button
              type="submit"
              variant="primary"
              icon={act.kind === 'MERGE' ? GitMerge : Undo2}
              isPending={decide.isPending}
              isDisabled={merge.blockers.length > 0}
            >
              {act.kind === 'MERGE' ? 'Zusammenführen' : 'Zusammenführung aufheben'}
            </Button>
            <Button variant="secondary" icon={CircleSlash} onPress={() => void submit(false)}>
              Ablehnen
            </Button>
          </FormActions>
        </Form>
      </Stack>
    </Panel>
  );
}

const DONE = {
  MERGE: 'Die Akten sind zusammengeführt.',
  UNDO: 'Die Zusammenführung ist aufgehoben. Beide Akten sind wiederhergestellt.',
} as const;

/** Who proposed and who decided, with their reasons. */
function Acts({ acts }: { acts: readonly MergeAct[] }) {
  return (
    <Panel title="Vorgang" icon={CircleCheck}>
      <ul className={styles.list} aria-label="Vorgang">
        {acts.map((act) => (
          <li key={act.id}>
            <DefinitionList
              items={[
                { term: MERGE_ACT_LABELS[act.kind], value: MERGE_ACT_STATE_LABELS[act.state] },
                {
                  term: 'Vorgeschlagen',
                  value: `${act.proposedBy}, ${formatInstant(act.proposedAt)}`,
                  note: act.reason,
                },
                {
                  term: 'Entschieden',
                  value: act.decidedAt && `${act.decidedBy}, ${formatInstant(act.decidedAt)}`,
                  note: act.decisionReason,
                },
              ]}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
