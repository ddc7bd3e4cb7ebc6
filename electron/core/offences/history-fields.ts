/** A Straftat as flat, labelled fields, so that the history reads as the form does. */
import type { ParticipantInput } from '#shared/contract/offences';
import { PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import {
  OFFENCE_FLAG_LABELS,
  OFFENCE_FLAGS,
  OFFENCE_QUALITY_LABELS,
  OUTCOME_LABELS,
  PARTICIPANT_ROLE_LABELS,
} from '#shared/domain/offence';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { labelHistory } from '../records/label';
import type { OffenceContent } from './repository';

export function offenceFields(content: OffenceContent): Record<string, string | null> {
  return {
    Tatzeit: content.committedOn,
    'Tatzeit bis': content.committedUntil,
    Tatort: content.place,
    Norm: content.norm,
    Titel: content.title,
    Sachverhalt: content.description,
    Kriminalität: content.political ? 'PMK' : 'allgemein',
    Phänomenbereich: content.phaenomenbereich && PHAENOMENBEREICH_LABELS[content.phaenomenbereich],
    Deliktsqualität: content.quality && OFFENCE_QUALITY_LABELS[content.quality],
    Merkmale: OFFENCE_FLAGS.filter((flag) => content[flag])
      .map((flag) => OFFENCE_FLAG_LABELS[flag])
      .join(', '),
    Vorgangsnummer: content.operationNo,
    'Aktenzeichen StA': content.prosecutorNo,
    ...labelHistory(content.label),
  };
}

/** The part of one participant with a file: for that file's history only. */
export function participantFields(
  participant: Pick<ParticipantInput, 'role' | 'personCategory' | 'outcome' | 'outcomeOn' | 'outcomeNote'>,
): Record<string, string | null> {
  return {
    Rolle: PARTICIPANT_ROLE_LABELS[participant.role],
    'Kategorie der Person': participant.personCategory && PERSON_CATEGORY_LABELS[participant.personCategory],
    Verfahrensausgang: OUTCOME_LABELS[participant.outcome],
    'Verfahrensausgang am': participant.outcomeOn,
    'Verfahrensausgang: Bemerkung': participant.outcomeNote,
  };
}

/** Participants without a file stand in the record itself and so in the history of every file. */
export function bareNames(participants: readonly ParticipantInput[]): Record<string, string> {
  return {
    'Weitere Personen ohne Akte': participants
      .filter((participant) => participant.personId === null)
      .map((participant) => `${participant.name} (${PARTICIPANT_ROLE_LABELS[participant.role]})`)
      .join(' | '),
  };
}
