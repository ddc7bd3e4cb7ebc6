/** Start page: what is due, what waits for my word, next conferences, my cases, recent changes. One click from each. */
import { FolderOpen, FolderPlus, History, ListPlus, LockKeyhole, Users } from 'lucide-react';
import type { Output } from '#shared/contract/index';
import type { CaseRow } from '#shared/contract/start';
import type { CaseStatus } from '#shared/domain/case-status';
import { CONFERENCE_PLATFORM_LABELS, type ConferencePlatform } from '#shared/domain/conference';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import {
  ButtonLink,
  EmptyState,
  ErrorState,
  List,
  ListRow,
  LoadingState,
  Notice,
  Page,
  PageHeader,
  Panel,
} from '../../ui';
import { AccessNotices } from '../access/AccessNotices';
import { CaseStatusBadge } from '../persons/CaseStatusBadge';
import { formatInstant, today } from '../persons/labels';
import { Approvals } from './Approvals';
import { DueList } from './DueList';
import { Notices } from './Notices';
import styles from './StartPage.module.css';

type Overview = Output<'start.overview'>;

export function StartPage() {
  const user = useSession((state) => state.user);
  const readsCases = usePermission('CASE_READ');
  const overview = useOperation('start.overview', {});
  return (
    <Page
      header={
        <PageHeader
          title={`Guten Tag, ${[user?.rank, user?.fullName].filter(Boolean).join(' ')}`}
          subtitle={`${longDay(today())} · ${user?.officeName ?? ''}`}
        />
      }
      layout="wide"
    >
      {overview.isPending ? (
        <LoadingState shape="cards" />
      ) : overview.error ? (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      ) : readsCases ? (
        <CaseDesk overview={overview.data} />
      ) : (
        <div className={styles.single}>
          <Notices />
          <Approvals approvals={overview.data.approvals} />
        </div>
      )}
    </Page>
  );
}

function CaseDesk({ overview }: { overview: Overview }) {
  const mayImport = usePermission('IMPORT_PREPARE');
  const mayWrite = usePermission('CASE_WRITE');
  if (overview.filesTotal === 0 && overview.approvals.length === 0 && overview.conferences.length === 0) {
    return (
      <EmptyState
        icon={FolderPlus}
        title="Noch keine Fallakten"
        action={
          mayImport && (
            <ButtonLink variant="primary" icon={ListPlus} to="/import">
              Bestandsliste übernehmen
            </ButtonLink>
          )
        }
      >
        Übernehmen Sie die Liste Ihrer Dienststelle{mayWrite ? ' oder legen Sie eine Fallakte neu an' : ''}.
        Danach zeigt diese Seite, was fällig ist und was auf Sie wartet.
      </EmptyState>
    );
  }
  return (
    <div className={styles.desk}>
      <div className={styles.main}>
        <DueList items={overview.due} total={overview.dueTotal} />
      </div>
      <div className={styles.side}>
        <Notices />
        <Approvals approvals={overview.approvals} />
        <AccessNotices notices={overview.accessNotices} />
        {overview.blockedTotal > 0 && (
          <Notice
            tone="restricted"
            icon={LockKeyhole}
            title={`${overview.blockedTotal} ${overview.blockedTotal === 1 ? 'Eintrag wartet' : 'Einträge warten'} im gesperrten Eingang`}
            action={
              <ButtonLink size="sm" variant="secondary" to="/eingang">
                Kennzeichnen
              </ButtonLink>
            }
          >
            {overview.blockedTotal === 1 ? 'Ohne Kennzeichnung darf er' : 'Ohne Kennzeichnung dürfen sie'}{' '}
            nicht weiterverarbeitet werden (§ 22b Abs. 2 PolG NRW).
          </Notice>
        )}
        <Panel title="Nächste Fallkonferenzen" icon={Users} isFlush>
          {overview.conferences.length === 0 ? (
            <EmptyState icon={Users} title="Keine Fallkonferenz geplant" isSmall />
          ) : (
            <List label="Nächste Fallkonferenzen">
              {overview.conferences.map((entry) => (
                <ListRow
                  key={entry.id}
                  to={`/fallkonferenzen/${entry.id}`}
                  title={`${CONFERENCE_PLATFORM_LABELS[entry.platform as ConferencePlatform]} ${entry.number}`}
                  detail={[entry.startsAt && `${entry.startsAt} Uhr`, entry.place, `${entry.items} TOP`]
                    .filter(Boolean)
                    .join(' · ')}
                  end={formatPartialDate(entry.heldOn)}
                />
              ))}
            </List>
          )}
        </Panel>
        {overview.ownTotal > 0 && (
          <Cases title="Meine Fälle" icon={FolderOpen} rows={overview.ownCases} total={overview.ownTotal} />
        )}
        <Cases title="Zuletzt geändert" icon={History} rows={overview.recent} />
      </div>
    </div>
  );
}

function Cases({
  title,
  icon,
  rows,
  total,
}: {
  title: string;
  icon: typeof History;
  rows: readonly CaseRow[];
  total?: number;
}) {
  return (
    <Panel title={title} icon={icon} isFlush {...(total === undefined ? {} : { count: total })}>
      {rows.length === 0 ? (
        <EmptyState icon={icon} title="Nichts" isSmall />
      ) : (
        <List label={title}>
          {rows.map((row) => (
            <ListRow
              key={row.personId}
              to={`/akten/${row.personId}`}
              title={row.name}
              detail={`${row.fileNo} · ${formatInstant(row.changedAt)}`}
              end={<CaseStatusBadge status={row.caseStatus as CaseStatus} />}
            />
          ))}
        </List>
      )}
    </Panel>
  );
}

const DAY = new Intl.DateTimeFormat('de-DE', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

function longDay(day: string): string {
  return DAY.format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds);
}
