/** Next and past Fallkonferenzen: what is coming stands large, what was is a list. */
import { CalendarPlus, MapPin, UsersRound } from 'lucide-react';
import type { ConferenceRow } from '#shared/contract/conferences';
import { CONFERENCE_KIND_LABELS, CONFERENCE_PLATFORM_LABELS } from '#shared/domain/conference';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import {
  ButtonLink,
  EmptyState,
  ErrorState,
  List,
  ListRow,
  LoadingState,
  Page,
  PageHeader,
  Panel,
  TextLink,
} from '../../ui';
import styles from './ConferencesPage.module.css';
import { longDay } from './labels';
import { ConferenceStateBadge, DayLeaf } from './marks';

export function ConferencesPage() {
  const next = useOperation('conferences.list', { scope: 'NEXT' });
  const past = useOperation('conferences.list', { scope: 'PAST' });
  const mayPlan = usePermission('CONFERENCE_LEAD');
  const failed = next.error ?? past.error;
  return (
    <Page
      header={
        <PageHeader
          title="Fallkonferenzen"
          subtitle="Planung, Protokoll und Nachhalten der Beschlüsse"
          action={
            mayPlan && (
              <ButtonLink variant="primary" icon={CalendarPlus} to="/fallkonferenzen/neu">
                Konferenz planen
              </ButtonLink>
            )
          }
        />
      }
    >
      {failed ? (
        <ErrorState error={failed} onRetry={() => void Promise.all([next.refetch(), past.refetch()])} />
      ) : !next.data || !past.data ? (
        <LoadingState shape="cards" />
      ) : next.data.conferences.length + past.data.conferences.length === 0 ? (
        <NoConference mayPlan={mayPlan} />
      ) : (
        <div className={styles.page}>
          <section aria-labelledby="next-conferences">
            <h2 id="next-conferences" className={styles.heading}>
              Nächste
            </h2>
            {next.data.conferences.length === 0 ? (
              <p className={styles.none}>Keine Fallkonferenz geplant.</p>
            ) : (
              <ul className={styles.cards}>
                {next.data.conferences.map((conference) => (
                  <NextCard key={conference.id} conference={conference} />
                ))}
              </ul>
            )}
          </section>
          <Panel title="Abgeschlossen" count={past.data.conferences.length} isFlush>
            {past.data.conferences.length === 0 ? (
              <EmptyState icon={UsersRound} title="Noch keine Fallkonferenz abgeschlossen" isSmall />
            ) : (
              <List label="Abgeschlossene Fallkonferenzen">
                {past.data.conferences.map((conference) => (
                  <ListRow
                    key={conference.id}
                    to={`/fallkonferenzen/${conference.id}`}
                    title={titleOf(conference)}
                    detail={[
                      formatPartialDate(conference.heldOn),
                      agendaText(conference),
                      countText(conference.resolutions, 'Beschluss', 'Beschlüsse'),
                    ].join(' · ')}
                    end={conference.chairName}
                  />
                ))}
              </List>
            )}
          </Panel>
        </div>
      )}
    </Page>
  );
}

function NextCard({ conference }: { conference: ConferenceRow }) {
  return (
    <li className={styles.card}>
      <DayLeaf day={conference.heldOn} />
      <div className={styles.cardText}>
        <div className={styles.cardHead}>
          <h3 className={styles.cardTitle}>
            <TextLink to={`/fallkonferenzen/${conference.id}`} className={styles.cardLink}>
              {titleOf(conference)}
            </TextLink>
          </h3>
          <ConferenceStateBadge state={conference.state} />
        </div>
        <p className={styles.when}>
          {longDay(conference.heldOn)}
          {conference.startsAt && `, ${conference.startsAt} Uhr`}
        </p>
        {conference.place && (
          <p className={styles.place}>
            <MapPin aria-hidden size={14} /> {conference.place}
          </p>
        )}
        <p className={styles.facts}>
          {[
            CONFERENCE_KIND_LABELS[conference.kind],
            agendaText(conference),
            conference.agencies === 0
              ? 'noch keine Behörde'
              : countText(conference.agencies, 'Behörde', 'Behörden'),
          ].join(' · ')}
        </p>
        <p className={styles.people}>
          Vorsitz {conference.chairName}
          {conference.minutesName && ` · Protokoll ${conference.minutesName}`}
        </p>
      </div>
    </li>
  );
}

function NoConference({ mayPlan }: { mayPlan: boolean }) {
  return (
    <EmptyState
      icon={UsersRound}
      title="Noch keine Fallkonferenz"
      action={
        mayPlan && (
          <ButtonLink variant="primary" icon={CalendarPlus} to="/fallkonferenzen/neu">
            Konferenz planen
          </ButtonLink>
        )
      }
    >
      Hier erscheinen die Konferenzen, auf deren Tagesordnung eine Ihrer Akten steht oder an denen Sie
      mitwirken.
    </EmptyState>
  );
}

function titleOf(conference: ConferenceRow): string {
  const name = `${CONFERENCE_PLATFORM_LABELS[conference.platform]} ${conference.number}`;
  return conference.title ? `${name}: ${conference.title}` : name;
}

function agendaText(conference: ConferenceRow): string {
  const items = `${conference.items} TOP`;
  return conference.furtherItems ? `${items} und weitere Punkte` : items;
}

function countText(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
