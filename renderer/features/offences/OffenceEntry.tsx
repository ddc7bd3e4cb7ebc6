/** One Straftat as it is read in the file: the act, this person's part and its outcome, then everything else. */
import { ClipboardCheck, Eraser, EyeOff, Pencil, Tag } from 'lucide-react';
import { useState } from 'react';
import type { Offence, Participant } from '#shared/contract/offences';
import { PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import {
  isOutcomeOpen,
  isSearchableRole,
  OFFENCE_FLAG_LABELS,
  OFFENCE_FLAGS,
  OFFENCE_QUALITY_LABELS,
  OUTCOME_LABELS,
  PARTICIPANT_ROLE_LABELS,
  STORAGE_FINDING_LABELS,
} from '#shared/domain/offence';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { Badge, Button, ButtonLink, DefinitionList, MenuButton, Notice, TextLink } from '../../ui';
import { formatInstant } from '../persons/labels';
import { LabelView } from '../records/LabelView';
import { Clamped, RecordEntry } from '../records/RecordEntry';
import { RemoveRecordDialog } from '../records/RemoveRecordDialog';
import styles from './Offences.module.css';
import { StorageReviewDialog } from './StorageReviewDialog';

export function OffenceEntry({
  offence,
  personId,
  canEdit,
  isOpen,
  onToggle,
  onEdit,
}: {
  offence: Offence;
  personId: string;
  canEdit: boolean;
  isOpen: boolean;
  onToggle: () => void;
  onEdit: () => void;
}) {
  const [reviewing, setReviewing] = useState<Participant | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const own = offence.participants.find((participant) => participant.personId === personId);
  const due = offence.participants.filter((participant) => participant.storageReviewDue);
  return (
    <>
      <RecordEntry
        date={offence.committedOn}
        dateNote={offence.committedUntil ? `bis ${formatPartialDate(offence.committedUntil)}` : undefined}
        title={`${offence.norm}: ${offence.title}${offence.attempt ? ' (Versuch)' : ''}`}
        isBlocked={offence.blocked}
        isOpen={isOpen}
        onToggle={onToggle}
        badges={<OffenceBadges offence={offence} />}
        lead={
          <>
            <p className={styles.facts}>
              {offence.place && <span>{offence.place}</span>}
              {own && <span>{PARTICIPANT_ROLE_LABELS[own.role]}</span>}
              {own && isSearchableRole(own.role) && <Outcome participant={own} />}
            </p>
            {offence.description && (
              <p className={styles.description}>
                <Clamped text={offence.description} isOpen={isOpen} />
              </p>
            )}
          </>
        }
        origin={`erfasst von ${offence.createdBy}, ${formatInstant(offence.createdAt)}`}
        actions={
          canEdit && (
            <>
              {offence.blocked && (
                <ButtonLink variant="primary" size="sm" icon={Tag} to={`/eingang/${offence.id}`}>
                  Kennzeichnen
                </ButtonLink>
              )}
              <Button size="sm" icon={Pencil} onPress={onEdit}>
                Bearbeiten
              </Button>
              <MenuButton
                isIconOnly
                size="sm"
                label={`Weitere Aktionen zu „${offence.title}“`}
                entries={[
                  {
                    id: 'delete',
                    label: 'Straftat löschen',
                    icon: Eraser,
                    isDanger: true,
                    isDisabled: isShared(offence, personId),
                    onAction: () => setRemoving(true),
                  },
                ]}
              />
            </>
          )
        }
      >
        {due.map((participant) => (
          <Notice
            key={participant.id}
            tone="due-soon"
            icon={ClipboardCheck}
            title={`Speicherung prüfen: ${participant.name}`}
            action={
              canEdit && (
                <Button size="sm" onPress={() => setReviewing(participant)}>
                  Prüfen
                </Button>
              )
            }
          >
            {OUTCOME_LABELS[participant.outcome]}: nach § 22 Abs. 3 PolG NRW ist zu entscheiden, ob weiter
            gespeichert werden darf.
          </Notice>
        ))}
        <Participants offence={offence} personId={personId} />
        <Facts offence={offence} />
        <LabelView label={offence.label} />
      </RecordEntry>
      {reviewing && (
        <StorageReviewDialog
          offence={offence}
          personId={personId}
          participant={reviewing}
          onClose={() => setReviewing(null)}
        />
      )}
      {isRemoving && (
        <RemoveRecordDialog
          kind="STRAFTAT"
          personId={personId}
          record={offence}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}

/** Others with a file have a part in it. */
function isShared(offence: Offence, personId: string): boolean {
  const others = offence.participants.filter(
    (participant) => participant.personId !== null && participant.personId !== personId,
  );
  return others.length + offence.hiddenParticipants > 0;
}

function OffenceBadges({ offence }: { offence: Offence }) {
  return (
    <>
      <Badge tone={offence.political ? 'accent' : 'neutral'} icon={null}>
        {offence.phaenomenbereich
          ? PHAENOMENBEREICH_LABELS[offence.phaenomenbereich]
          : 'Allgemeinkriminalität'}
      </Badge>
      {offence.quality && offence.quality !== 'SONSTIGE' && (
        <Badge icon={null}>{OFFENCE_QUALITY_LABELS[offence.quality]}</Badge>
      )}
      {offence.label.covert && <Badge icon={EyeOff}>verdeckt erhoben</Badge>}
      {offence.participants.some((participant) => participant.storageReviewDue) && (
        <Badge tone="due-soon">Speicherung prüfen</Badge>
      )}
    </>
  );
}

function Outcome({ participant }: { participant: Participant }) {
  return (
    <span className={styles.outcome}>
      {OUTCOME_LABELS[participant.outcome]}
      {participant.outcomeOn && ` am ${formatPartialDate(participant.outcomeOn)}`}
      {isOutcomeOpen(participant.outcome) && participant.outcome !== 'OFFEN' && ' (Ausgang offen)'}
    </span>
  );
}

function Participants({ offence, personId }: { offence: Offence; personId: string }) {
  return (
    <table className={styles.table}>
      <caption>Beteiligte</caption>
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Rolle und Kategorie</th>
          <th scope="col">Verfahrensausgang</th>
        </tr>
      </thead>
      <tbody>
        {offence.participants.map((participant) => (
          <tr key={participant.id}>
            <td>
              <PersonName participant={participant} personId={personId} />
            </td>
            <td>
              {PARTICIPANT_ROLE_LABELS[participant.role]}
              <span className={styles.note}>
                {participant.personCategory ? (
                  PERSON_CATEGORY_LABELS[participant.personCategory]
                ) : (
                  <em>fehlt noch</em>
                )}
              </span>
            </td>
            <td>
              {isSearchableRole(participant.role) && <Outcome participant={participant} />}
              {participant.outcomeNote && <span className={styles.note}>{participant.outcomeNote}</span>}
              {participant.storageFinding && (
                <span className={styles.note}>
                  {STORAGE_FINDING_LABELS[participant.storageFinding]}
                  {participant.storageReason && ` – ${participant.storageReason}`}
                </span>
              )}
            </td>
          </tr>
        ))}
        {offence.hiddenParticipants > 0 && (
          <tr>
            <td colSpan={3}>weitere Beteiligte: {offence.hiddenParticipants}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function PersonName({ participant, personId }: { participant: Participant; personId: string }) {
  if (participant.personId === null)
    return (
      <>
        {participant.name}
        <span className={styles.note}>ohne eigene Akte</span>
      </>
    );
  return (
    <>
      {participant.personId === personId ? (
        participant.name
      ) : (
        <TextLink to={`/akten/${participant.personId}/straftaten`}>{participant.name}</TextLink>
      )}
      <span className={styles.note}>{participant.fileNo}</span>
    </>
  );
}

function Facts({ offence }: { offence: Offence }) {
  const flags = OFFENCE_FLAGS.filter((flag) => offence[flag]).map((flag) => OFFENCE_FLAG_LABELS[flag]);
  return (
    <DefinitionList
      items={[
        { term: 'Deliktsqualität', value: offence.quality && OFFENCE_QUALITY_LABELS[offence.quality] },
        { term: 'Merkmale', value: flags.join(', ') },
        { term: 'Vorgangsnummer (ViVA)', value: offence.operationNo },
        { term: 'Aktenzeichen der StA', value: offence.prosecutorNo },
      ]}
    />
  );
}
