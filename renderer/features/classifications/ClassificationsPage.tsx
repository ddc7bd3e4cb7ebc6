/** All Einstufungen that are on its way or due: what waits for me, my proposals, reviews, the last decisions (F8, F54). */
import { CalendarCheck, CircleCheckBig, Gavel, Hourglass, type LucideIcon, UserRoundPen } from 'lucide-react';
import { useNavigate, useSearchParams } from 'react-router';
import type { DecidedEntry, OverviewEntry, ReviewEntry } from '#shared/contract/classifications';
import type { Output } from '#shared/contract/index';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { PROCEDURE_LABELS, PROPOSAL_STATE_LABELS } from '#shared/domain/procedure';
import { useOperation } from '../../app/queries';
import {
  Badge,
  type Column,
  DataTable,
  EmptyState,
  ErrorState,
  List,
  ListRow,
  LoadingState,
  Page,
  PageHeader,
  Panel,
  Stack,
  Tabs,
} from '../../ui';
import { displayName, formatInstant } from '../persons/labels';
import { ReviewDate } from './ClassificationSection';
import styles from './ClassificationsPage.module.css';
import { proposalPath, STEP_ACTS, STEP_LOOK } from './labels';

type Overview = Output<'classifications.overview'>;

export function ClassificationsPage() {
  const overview = useOperation('classifications.overview', {});
  const [params, setParams] = useSearchParams();
  const waiting = overview.data?.waitingForMe.length ?? 0;
  return (
    <Page
      layout="wide"
      header={
        <PageHeader
          title="Einstufungen"
          subtitle={overview.data && (waiting === 0 ? 'Nichts wartet auf Sie.' : waitingText(waiting))}
        />
      }
    >
      {overview.isPending ? (
        <LoadingState />
      ) : overview.error ? (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      ) : (
        <div className={styles.tabs}>
          <Tabs
            label="Ansichten der Einstufungen"
            selected={params.get('ansicht') ?? 'vorgaenge'}
            onSelect={(ansicht) => setParams({ ansicht }, { replace: true })}
            items={[
              {
                id: 'vorgaenge',
                label: 'Laufende Vorgänge',
                count: waiting + overview.data.mine.length + overview.data.others.length,
                content: <Proposals overview={overview.data} />,
              },
              {
                id: 'ueberpruefungen',
                label: 'Überprüfungen',
                count: overview.data.reviews.length,
                content: <Reviews reviews={overview.data.reviews} />,
              },
              {
                id: 'entschieden',
                label: 'Zuletzt entschieden',
                content: <Decided decided={overview.data.decided} />,
              },
            ]}
          />
        </div>
      )}
    </Page>
  );
}

function waitingText(count: number): string {
  return count === 1 ? 'Ein Vorgang wartet auf Sie.' : `${count} Vorgänge warten auf Sie.`;
}

function Proposals({ overview }: { overview: Overview }) {
  return (
    <div className={styles.scroll}>
      <Stack>
        <ProposalList
          title="Wartet auf mich"
          icon={Hourglass}
          entries={overview.waitingForMe}
          empty="Zurzeit wartet kein Vorschlag auf Ihre Entscheidung oder Antwort."
        />
        <ProposalList
          title="Meine Vorschläge"
          icon={UserRoundPen}
          entries={overview.mine}
          empty="Sie haben keinen Vorschlag in Arbeit. Ein neuer beginnt in der Fallakte, Abschnitt Einstufung."
        />
        {overview.others.length > 0 && (
          <ProposalList
            title="Weitere Vorgänge der Dienststelle"
            icon={Gavel}
            entries={overview.others}
            empty=""
          />
        )}
      </Stack>
    </div>
  );
}

function ProposalList({
  title,
  icon,
  entries,
  empty,
}: {
  title: string;
  icon: LucideIcon;
  entries: readonly OverviewEntry[];
  empty: string;
}) {
  return (
    <Panel title={title} icon={icon} count={entries.length} isFlush={entries.length > 0}>
      {entries.length === 0 ? (
        <p className={styles.empty}>{empty}</p>
      ) : (
        <List label={title}>
          {entries.map((entry) => (
            <ProposalRow key={entry.id} entry={entry} />
          ))}
        </List>
      )}
    </Panel>
  );
}

function ProposalRow({ entry }: { entry: OverviewEntry }) {
  const { tone, icon } = STEP_LOOK[entry.step];
  const birth = entry.birthDate ? `geb. ${formatPartialDate(entry.birthDate)}` : '';
  return (
    <ListRow
      icon={icon}
      to={proposalPath(entry.personId, entry.id)}
      title={`${displayName(entry)} – ${PROCEDURE_LABELS[entry.procedure]}`}
      detail={
        <>
          {[entry.fileNo, birth, entry.personGroup && PERSON_GROUP_LABELS[entry.personGroup]]
            .filter(Boolean)
            .join(' · ')}
          <br />
          {`${STEP_ACTS[entry.step]} von ${entry.stepBy}, ${formatInstant(entry.stepAt)}`}
          {entry.stepReason && <span className={styles.reason}> „{entry.stepReason}“</span>}
        </>
      }
      end={
        <Badge tone={tone} icon={null}>
          {PROPOSAL_STATE_LABELS[entry.step]}
        </Badge>
      }
    />
  );
}

function Reviews({ reviews }: { reviews: readonly ReviewEntry[] }) {
  const navigate = useNavigate();
  return (
    <div className={styles.table}>
      <DataTable
        label="Überprüfungen"
        columns={REVIEW_COLUMNS}
        rows={reviews}
        rowId={(entry) => entry.id}
        rowTone={(entry) => (entry.dueState === 'OVERDUE' ? 'overdue' : undefined)}
        onOpen={(entry) => void navigate(`/akten/${entry.personId}/einstufung`)}
        empty={
          <EmptyState icon={CalendarCheck} title="Keine Überprüfung vorgemerkt">
            Mit jeder zustimmenden Entscheidung wird die nächste Überprüfung gesetzt.
          </EmptyState>
        }
      />
    </div>
  );
}

const REVIEW_COLUMNS: readonly Column<ReviewEntry>[] = [
  {
    id: 'review',
    header: 'Überprüfung bis',
    width: '14rem',
    sortValue: (entry) => entry.reviewOn,
    cell: (entry) => <ReviewDate reviewOn={entry.reviewOn} />,
  },
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(12rem, 1.5fr)',
    isRowHeader: true,
    sortValue: (entry) => displayName(entry),
    cell: (entry) => <strong>{displayName(entry)}</strong>,
  },
  {
    id: 'group',
    header: 'Personenkreis',
    width: 'minmax(14rem, 1.5fr)',
    sortValue: (entry) => entry.personGroup && PERSON_GROUP_LABELS[entry.personGroup],
    cell: (entry) => entry.personGroup && PERSON_GROUP_LABELS[entry.personGroup],
  },
  {
    id: 'since',
    header: 'Eingestuft seit',
    width: '12rem',
    sortValue: (entry) => entry.effectiveOn,
    cell: (entry) =>
      [
        entry.effectiveOn && formatPartialDate(entry.effectiveOn),
        entry.origin === 'ALTBESTAND' && 'Altbestand',
      ]
        .filter(Boolean)
        .join(' · '),
  },
  {
    id: 'officer',
    header: 'Sachbearbeitung',
    width: '12rem',
    sortValue: (entry) => entry.officerName,
    cell: (entry) => entry.officerName,
  },
  {
    id: 'open',
    header: 'Vorgang',
    width: '10rem',
    cell: (entry) => entry.proposalOpen && <Badge tone="accent">läuft</Badge>,
  },
  { id: 'file', header: 'Aktenzeichen', width: '9rem', cell: (entry) => entry.fileNo },
];

function Decided({ decided }: { decided: readonly DecidedEntry[] }) {
  if (decided.length === 0) {
    return (
      <EmptyState icon={CircleCheckBig} title="Noch keine Entscheidung in diesem System">
        Übernommene Status aus Listen stehen unter „Überprüfungen“.
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroll}>
      <Panel isFlush>
        <List label="Zuletzt entschieden">
          {decided.map((entry) => (
            <ListRow
              key={entry.id}
              icon={STEP_LOOK[entry.step].icon}
              to={proposalPath(entry.personId, entry.id)}
              title={`${displayName(entry)} – ${PROCEDURE_LABELS[entry.procedure]}`}
              detail={`${entry.deciderName}, ${formatInstant(entry.decidedAt)}, mit Wirkung vom ${formatPartialDate(entry.effectiveOn)}`}
              end={
                <Badge tone={STEP_LOOK[entry.step].tone} icon={null}>
                  {PROPOSAL_STATE_LABELS[entry.step]}
                </Badge>
              }
            />
          ))}
        </List>
      </Panel>
    </div>
  );
}
