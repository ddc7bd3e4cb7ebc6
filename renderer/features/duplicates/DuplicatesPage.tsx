/** Check list of the office: pairs of files that may be about one person, and merges that wait for a decision. */
import { CircleCheck, GitMerge, UsersRound } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { DuplicatePairRow } from '#shared/contract/duplicates';
import { MERGE_ACT_LABELS } from '#shared/domain/merge';
import { PAIR_STRENGTHS } from '#shared/domain/similar-names';
import { useOperation } from '../../app/queries';
import {
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
} from '../../ui';
import { displayName, formatInstant } from '../persons/labels';
import styles from './DuplicatesPage.module.css';
import { StrengthBadge } from './StrengthBadge';

const COLUMNS: Column<DuplicatePairRow>[] = [
  {
    id: 'a',
    header: 'Akte',
    isRowHeader: true,
    width: 'minmax(15rem, 1fr)',
    cell: ({ a }) => <PairPerson person={a} />,
    sortValue: ({ a }) => displayName({ ...a, aliasName: a.aliases[0] ?? '' }),
  },
  {
    id: 'b',
    header: 'Andere Akte',
    width: 'minmax(15rem, 1fr)',
    cell: ({ b }) => <PairPerson person={b} />,
  },
  {
    id: 'strength',
    header: 'Einschätzung',
    width: '10rem',
    cell: ({ strength }) => <StrengthBadge strength={strength} />,
    sortValue: ({ strength }) => PAIR_STRENGTHS.indexOf(strength),
  },
  {
    id: 'reason',
    header: 'Grund',
    width: 'minmax(16rem, 2.2fr)',
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
  },
];

export function DuplicatesPage() {
  const navigate = useNavigate();
  const list = useOperation('duplicates.list', {});
  return (
    <Page
      layout="wide"
      header={
        <PageHeader
          breadcrumb={[{ label: 'Personen', to: '/personen' }]}
          title="Mögliche Dubletten"
          subtitle={list.data && summary(list.data)}
        />
      }
    >
      <WaitingMerges />
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingState />
      ) : (
        <div className={styles.table}>
          <DataTable
            label="Mögliche Dubletten"
            columns={COLUMNS}
            rows={list.data.pairs}
            rowId={({ a, b }) => `${a.id} ${b.id}`}
            onOpen={({ a, b }) => void navigate(`/dubletten/vergleich/${a.id}/${b.id}`)}
            empty={
              <EmptyState icon={CircleCheck} title="Keine möglichen Dubletten">
                Verglichen wurden Namen, Schreibweisen, Aliase und Geburtsdaten aller Akten Ihrer
                Dienststelle.
              </EmptyState>
            }
          />
        </div>
      )}
    </Page>
  );
}

function summary({
  pairs,
  files,
  decided,
  truncated,
}: {
  pairs: readonly unknown[];
  files: number;
  decided: number;
  truncated: boolean;
}): string {
  const count = pairs.length === 1 ? '1 Paar' : `${pairs.length.toLocaleString('de-DE')} Paare`;
  return [
    `${truncated ? 'die ersten ' : ''}${count} unter ${files.toLocaleString('de-DE')} Akten der Dienststelle`,
    decided > 0 && `${decided.toLocaleString('de-DE')} als „keine Dublette“ entschieden`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function PairPerson({ person }: { person: DuplicatePairRow['a'] }) {
  return (
    <>
      {displayName({ ...person, aliasName: person.aliases[0] ?? '' })}{' '}
      <span className={styles.facts}>{person.fileNo}</span>
    </>
  );
}

function WaitingMerges() {
  const waiting = useOperation('duplicates.waiting', {});
  const merges = waiting.data?.merges ?? [];
  if (merges.length === 0) return null;
  return (
    <div className={styles.waiting}>
      <Panel title="Warten auf Entscheidung" icon={GitMerge} count={merges.length} isFlush>
        <List label="Warten auf Entscheidung">
          {merges.map((merge) => (
            <ListRow
              key={merge.id}
              icon={UsersRound}
              to={`/dubletten/zusammenfuehrung/${merge.id}`}
              title={`${MERGE_ACT_LABELS[merge.kind]}: ${merge.leadingName} (${merge.leadingFileNo}) und ${merge.otherName || 'andere Akte'} (${merge.otherFileNo})`}
              detail={`vorgeschlagen von ${merge.proposedBy} · ${formatInstant(merge.proposedAt)}`}
            />
          ))}
        </List>
      </Panel>
    </div>
  );
}
