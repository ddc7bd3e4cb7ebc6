/** „Einstufung“ in the Fallakte: what counts now, since when, until when; what is on its way; the whole history (F12). */
import {
  ArrowRight,
  CalendarClock,
  CircleSlash,
  FilePlus2,
  FileQuestion,
  Gavel,
  History,
  type LucideIcon,
} from 'lucide-react';
import { useNavigate } from 'react-router';
import type { ClassificationSummary, PROPOSABLE_PROCEDURES } from '#shared/contract/classifications';
import type { Output } from '#shared/contract/index';
import { dueState } from '#shared/domain/deadlines';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import {
  EXIT_REASON_LABELS,
  isDecided,
  PROCEDURE_LABELS,
  PROPOSAL_STATE_LABELS,
  REVIEW_OCCASION_LABELS,
} from '#shared/domain/procedure';
import { useCommand, useOperation } from '../../app/queries';
import {
  Badge,
  Button,
  ButtonLink,
  type Definition,
  DefinitionList,
  EmptyState,
  ErrorState,
  LoadingState,
  MenuButton,
  Notice,
  Panel,
  Stack,
  TextLink,
  toast,
} from '../../ui';
import { CaseStatusBadge } from '../persons/CaseStatusBadge';
import { formatInstant, today } from '../persons/labels';
import styles from './ClassificationSection.module.css';
import { proposalPath, STEP_ACTS, STEP_LOOK, sinceText } from './labels';
import { SignatureBadge, SignatureCheck } from './SignatureState';

type Listing = Output<'classifications.listOfPerson'>;
type Proposable = (typeof PROPOSABLE_PROCEDURES)[number];

export function ClassificationSection({ personId }: { personId: string }) {
  const listing = useOperation('classifications.listOfPerson', { personId });
  if (listing.isPending) return <LoadingState shape="document" />;
  if (listing.error) return <ErrorState error={listing.error} onRetry={() => void listing.refetch()} />;
  return <Loaded personId={personId} listing={listing.data} />;
}

function Loaded({ personId, listing }: { personId: string; listing: Listing }) {
  const { current, open, entries, procedures } = listing;
  return (
    <Stack>
      {open && <OpenProposal open={open} />}
      <Panel
        title="Einstufung"
        icon={Gavel}
        actions={<Propose personId={personId} procedures={procedures} isMain={!open} />}
      >
        {current ? (
          <Current current={current} listing={listing} />
        ) : (
          <EmptyState
            isSmall
            icon={CircleSlash}
            title={open ? 'Noch keine Entscheidung' : 'Diese Person ist nicht eingestuft'}
          >
            {open
              ? 'Über den laufenden Vorschlag ist noch nicht entschieden.'
              : 'Eine Einstufung beginnt mit einem Vorschlag, über den eine zweite Person entscheidet.'}
          </EmptyState>
        )}
      </Panel>
      {entries.some((entry) => isDecided(entry.step)) && <HistoryPanel entries={entries} />}
    </Stack>
  );
}

function OpenProposal({ open }: { open: ClassificationSummary }) {
  const last = open.steps.at(-1);
  return (
    <Notice
      tone={open.step === 'RUECKFRAGE' ? 'due-soon' : 'info'}
      icon={STEP_LOOK[open.step].icon}
      title={`${PROCEDURE_LABELS[open.procedure]} läuft: ${PROPOSAL_STATE_LABELS[open.step]}`}
      action={
        <ButtonLink variant="primary" icon={ArrowRight} to={proposalPath(open.personId, open.id)}>
          Vorschlag öffnen
        </ButtonLink>
      }
    >
      {last && `${STEP_ACTS[last.step]} von ${last.userName}, ${formatInstant(last.at)}.`}
      {last?.reason && ` „${last.reason}“`}
    </Notice>
  );
}

function Propose({
  personId,
  procedures,
  isMain,
}: {
  personId: string;
  procedures: readonly Proposable[];
  isMain: boolean;
}) {
  const navigate = useNavigate();
  const create = useCommand('classifications.createDraft', { invalidates: ['classifications', 'persons'] });
  async function begin(procedure: Proposable) {
    try {
      const { id } = await create.mutateAsync({ personId, procedure });
      await navigate(proposalPath(personId, id));
    } catch (error) {
      toast({ tone: 'error', text: error instanceof Error ? error.message : 'Das ist fehlgeschlagen.' });
    }
  }
  const [first, ...others] = procedures;
  if (!first) return null;
  const variant = isMain ? 'primary' : 'secondary';
  if (others.length === 0) {
    return (
      <Button
        size="sm"
        variant={variant}
        icon={FilePlus2}
        isPending={create.isPending}
        onPress={() => void begin(first)}
      >
        {`${PROCEDURE_LABELS[first]} vorschlagen`}
      </Button>
    );
  }
  return (
    <MenuButton
      size="sm"
      variant={variant}
      icon={FilePlus2}
      label="Vorschlagen"
      entries={procedures.map((procedure) => ({
        id: procedure,
        label: PROCEDURE_LABELS[procedure],
        onAction: () => void begin(procedure),
      }))}
    />
  );
}

function Current({ current, listing }: { current: ClassificationSummary; listing: Listing }) {
  return (
    <div className={styles.current}>
      <div className={styles.lead}>
        <div className={styles.group}>
          {current.personGroup ? PERSON_GROUP_LABELS[current.personGroup] : 'Personenkreis nicht festgelegt'}
        </div>
        <div className={styles.badges}>
          <CaseStatusBadge status={listing.caseStatus} isLegacy={current.origin === 'ALTBESTAND'} />
          <SignatureBadge state={current.signature} />
          {current.origin === 'SYSTEM' && <SignatureCheck personId={current.personId} id={current.id} />}
        </div>
      </div>
      {current.legacy && (
        <Notice tone="due-soon" icon={FileQuestion} title={`Altbestand: ${current.legacy.label}`}>
          {current.legacy.fileName && <p>Liste „{current.legacy.fileName}“.</p>}
          {current.legacy.note && <p className={styles.note}>{current.legacy.note}</p>}
        </Notice>
      )}
      <DefinitionList items={currentFacts(current)} />
      {current.origin === 'SYSTEM' && (
        <TextLink to={proposalPath(current.personId, current.id)}>
          Vorschlag, Kriterien und Belege dieser Entscheidung
        </TextLink>
      )}
    </div>
  );
}

function currentFacts(current: ClassificationSummary): Definition[] {
  return [
    {
      term: current.procedure === 'AUSSTUFUNG' ? 'Ausgestuft' : 'Eingestuft',
      value: sinceText(current),
      note: current.decidedAt
        ? `entschieden von ${current.deciderName}, vorgeschlagen von ${current.proposerName}`
        : '',
    },
    {
      term: 'Nächste Überprüfung',
      value: current.reviewOn && <ReviewDate reviewOn={current.reviewOn} />,
    },
    ...(current.occasion ? [{ term: 'Anlass', value: REVIEW_OCCASION_LABELS[current.occasion] }] : []),
    ...(current.exitReason
      ? [{ term: 'Ausstufungsgrund', value: EXIT_REASON_LABELS[current.exitReason] }]
      : []),
    ...(current.decisionReason ? [{ term: 'Begründung', value: current.decisionReason, isWide: true }] : []),
  ];
}

const DUE_TONES = { OVERDUE: 'overdue', DUE_SOON: 'due-soon', LATER: 'neutral' } as const;

export function ReviewDate({ reviewOn }: { reviewOn: string }) {
  const state = dueState(reviewOn, today());
  const icon: LucideIcon = CalendarClock;
  return (
    <span className={styles.review}>
      {formatPartialDate(reviewOn)}
      {state !== 'LATER' && (
        <Badge tone={DUE_TONES[state]} icon={icon}>
          {state === 'OVERDUE' ? 'überfällig' : 'bald fällig'}
        </Badge>
      )}
    </span>
  );
}

function HistoryPanel({ entries }: { entries: readonly ClassificationSummary[] }) {
  return (
    <Panel title="Verlauf der Entscheidungen" icon={History}>
      <ol className={styles.history}>
        {entries
          .filter((entry) => isDecided(entry.step))
          .map((entry) => (
            <HistoryEntry key={entry.id} entry={entry} />
          ))}
      </ol>
    </Panel>
  );
}

function HistoryEntry({ entry }: { entry: ClassificationSummary }) {
  const { icon: Icon, tone } = entry.origin === 'ALTBESTAND' ? LEGACY_LOOK : STEP_LOOK[entry.step];
  return (
    <li className={styles.entry} data-tone={tone}>
      <span className={styles.dot} aria-hidden>
        <Icon size={14} strokeWidth={2} />
      </span>
      <div className={styles.entryText}>
        <div className={styles.entryHead}>
          <strong>
            {entry.origin === 'ALTBESTAND' ? (
              'Übernommener Status'
            ) : (
              <TextLink to={proposalPath(entry.personId, entry.id)}>
                {`${PROCEDURE_LABELS[entry.procedure]}: ${PROPOSAL_STATE_LABELS[entry.step]}`}
              </TextLink>
            )}
          </strong>
          <span>{entry.effectiveOn ? formatPartialDate(entry.effectiveOn) : 'ohne Datum'}</span>
          <SignatureBadge state={entry.signature} />
        </div>
        <div>
          {[entry.personGroup && PERSON_GROUP_LABELS[entry.personGroup], entry.decisionReason]
            .filter(Boolean)
            .join(' – ')}
        </div>
        <div className={styles.small}>
          {entry.legacy
            ? entry.legacy.label
            : entry.steps
                .filter(({ step }) => step !== 'ENTWURF')
                .map(({ step, userName, at }) => `${STEP_ACTS[step]} von ${userName}, ${formatInstant(at)}`)
                .join(' · ')}
        </div>
      </div>
    </li>
  );
}

const LEGACY_LOOK = { icon: FileQuestion, tone: 'due-soon' } as const;
