/** Open Beschlüsse of earlier conferences on the platform: what has become of them (F46). */
import { CircleCheck, MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import type { Conference, OpenResolution } from '#shared/contract/conferences';
import {
  openResolutionStates,
  RESOLUTION_STATE_LABELS,
  type StoredResolutionState,
} from '#shared/domain/resolution';
import { AppError } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import { Button, Dialog, EmptyState, FieldError, LoadingState, Select, Stack, TextArea } from '../../ui';
import { ResolutionList } from './ResolutionList';
import styles from './StatusRound.module.css';

export function StatusRound({
  conference,
  isCompact = false,
}: {
  conference: Conference;
  /** Only how many there are, for the agenda. */
  isCompact?: boolean;
}) {
  const round = useOperation('conferences.openResolutions', { conferenceId: conference.id });
  const [reporting, setReporting] = useState<OpenResolution | null>(null);
  if (!round.data) return isCompact ? null : <LoadingState rows={3} />;
  const { resolutions } = round.data;
  if (isCompact) {
    const open = resolutions.filter((entry) => openResolutionStates(entry.state).length > 0).length;
    return (
      <p className={styles.note}>
        {open === 0
          ? 'Keine offenen Beschlüsse.'
          : `${open} ${open === 1 ? 'offener Beschluss' : 'offene Beschlüsse'}`}
      </p>
    );
  }
  if (resolutions.length === 0)
    return (
      <EmptyState icon={CircleCheck} title="Keine offenen Beschlüsse aus früheren Konferenzen" isSmall />
    );
  return (
    <>
      <ResolutionList
        label="Offene Beschlüsse früherer Konferenzen"
        resolutions={resolutions}
        withPerson
        more={(resolution) =>
          resolution.reports.map((report) => (
            <p key={report.at} className={styles.report}>
              In dieser Sitzung: {RESOLUTION_STATE_LABELS[report.state]}
              {report.note && ` – ${report.note}`}
            </p>
          ))
        }
        actions={(resolution) =>
          conference.may.record &&
          openResolutionStates(resolution.state).length > 0 && (
            <Button
              size="sm"
              icon={MessageSquareText}
              aria-label={`Stand zu ${resolution.number} festhalten`}
              onPress={() => setReporting(resolution)}
            >
              Stand festhalten
            </Button>
          )
        }
      />
      {conference.may.record && (
        <p className={styles.note}>
          Was offen bleibt, wird mit dem Abschluss des Protokolls als Beschluss dieser Konferenz übertragen.
        </p>
      )}
      {reporting && (
        <StatusDialog
          conferenceId={conference.id}
          resolution={reporting}
          mayConfirm
          onClose={() => setReporting(null)}
        />
      )}
    </>
  );
}

/** Rückmeldung to a Beschluss; without a new state it is only a note. */
export function StatusDialog({
  conferenceId,
  resolution,
  mayConfirm,
  onClose,
}: {
  conferenceId: string;
  resolution: Pick<OpenResolution, 'id' | 'revision' | 'number' | 'body' | 'state'>;
  /** Konferenzleitung or the minutes of a running conference. */
  mayConfirm: boolean;
  onClose: () => void;
}) {
  const [state, setState] = useState<StoredResolutionState | 'NOTIZ'>('NOTIZ');
  const [feedback, setFeedback] = useState('');
  const [problem, setProblem] = useState<string>();
  const report = useCommand('conferences.reportStatus', {
    invalidates: ['conferences', 'measures', 'start'],
  });
  const next = openResolutionStates(resolution.state).filter((entry) => entry !== 'UEBERTRAGEN');
  const confirmable =
    mayConfirm && !next.includes('ERLEDIGT_BESTAETIGT') ? [...next, 'ERLEDIGT_BESTAETIGT' as const] : next;
  const shown = confirmable.filter((entry) => mayConfirm || entry !== 'ERLEDIGT_BESTAETIGT');

  async function save() {
    setProblem(undefined);
    try {
      await report.mutateAsync({
        conferenceId,
        resolutionId: resolution.id,
        revision: resolution.revision,
        state: state === 'NOTIZ' ? null : state,
        feedback,
      });
      onClose();
    } catch (error) {
      setProblem(error instanceof AppError ? error.message : 'Unerwarteter Fehler. Bitte erneut versuchen.');
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Stand zu Beschluss ${resolution.number}`}
      actions={
        <>
          <Button variant="primary" isPending={report.isPending} onPress={() => void save()}>
            Festhalten
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Stack>
        <p>{resolution.body}</p>
        <Select
          label="Stand"
          value={state}
          onChange={(value) => setState(value ?? 'NOTIZ')}
          options={[
            { value: 'NOTIZ', label: `unverändert: ${RESOLUTION_STATE_LABELS[resolution.state]}` },
            ...shown.map((value) => ({ value, label: RESOLUTION_STATE_LABELS[value] })),
          ]}
        />
        <TextArea
          label="Rückmeldung"
          rows={3}
          value={feedback}
          onChange={setFeedback}
          maxLength={2000}
          autoFocus
        />
        <FieldError>{problem}</FieldError>
      </Stack>
    </Dialog>
  );
}
