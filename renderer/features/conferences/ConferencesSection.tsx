/** Section „Fallkonferenzen“ of the Fallakte: when the person was discussed, with what result, and what is open. */
import { MessageSquareText, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { Resolution } from '#shared/contract/conferences';
import { CONFERENCE_KIND_LABELS } from '#shared/domain/conference';
import { formatPartialDate } from '#shared/domain/partial-date';
import { openResolutionStates } from '#shared/domain/resolution';
import { useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Button, EmptyState, ErrorState, LoadingState, Stack, TextLink } from '../../ui';
import styles from './ConferencesSection.module.css';
import { conferenceName } from './labels';
import { ConferenceStateBadge } from './marks';
import { ResolutionList } from './ResolutionList';
import { StatusDialog } from './StatusRound';

export function ConferencesSection({ personId }: { personId: string }) {
  const list = useOperation('conferences.listOfPerson', { personId });
  const mayReport = usePermission(['CASE_WRITE', 'CONFERENCE_LEAD']);
  const mayConfirm = usePermission('CONFERENCE_LEAD');
  const [reporting, setReporting] = useState<{ conferenceId: string; resolution: Resolution } | null>(null);
  if (list.isPending) return <LoadingState shape="document" />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const { conferences } = list.data;
  if (conferences.length === 0)
    return (
      <EmptyState icon={UsersRound} title="Über diese Person wurde noch in keiner Fallkonferenz beraten.">
        Auf die Tagesordnung nimmt sie die Konferenzleitung.
      </EmptyState>
    );
  return (
    <Stack gap="lg">
      {conferences.map((conference) => (
        <article key={conference.id} className={styles.entry} aria-label={conferenceName(conference)}>
          <header className={styles.head}>
            <span className={styles.date}>{formatPartialDate(conference.heldOn)}</span>
            <h2 className={styles.title}>
              <TextLink to={`/fallkonferenzen/${conference.id}`}>{conferenceName(conference)}</TextLink>
            </h2>
            <span className={styles.facts}>
              {CONFERENCE_KIND_LABELS[conference.kind]} · TOP {conference.position}
            </span>
            <ConferenceStateBadge state={conference.state} />
          </header>
          {conference.occasion && (
            <p>
              <span className={styles.term}>Anlass</span> {conference.occasion}
            </p>
          )}
          {conference.assessment && (
            <p className={styles.text}>
              <span className={styles.term}>Gemeinsame Bewertung</span> {conference.assessment}
            </p>
          )}
          {conference.dissent && (
            <p className={styles.text}>
              <span className={styles.term}>Abweichende Meinung</span> {conference.dissent}
            </p>
          )}
          {conference.resolutions.length > 0 && (
            <ResolutionList
              label={`Beschlüsse der Konferenz ${conference.number}`}
              resolutions={conference.resolutions}
              actions={(resolution) =>
                mayReport &&
                conference.state === 'ABGESCHLOSSEN' &&
                openResolutionStates(resolution.state).length > 0 && (
                  <Button
                    size="sm"
                    icon={MessageSquareText}
                    aria-label={`Rückmeldung zu ${resolution.number}`}
                    onPress={() => setReporting({ conferenceId: conference.id, resolution })}
                  >
                    Rückmeldung
                  </Button>
                )
              }
            />
          )}
        </article>
      ))}
      {reporting && (
        <StatusDialog
          conferenceId={reporting.conferenceId}
          resolution={reporting.resolution}
          mayConfirm={mayConfirm}
          onClose={() => setReporting(null)}
        />
      )}
    </Stack>
  );
}
