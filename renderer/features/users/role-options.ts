import { ROLE_LABELS, type Role } from '#shared/domain/roles';
import { optionsOf } from '../../ui';

/** What a role may do, in half a line, where roles are chosen. */
const ROLE_NOTES = {
  SACHBEARBEITUNG: 'führt Akten, schlägt vor',
  LEITUNG: 'entscheidet, gibt frei, stimmt Konten zu',
  LKA_KOORDINATION: 'sieht Akten aller Dienststellen, gibt Dokumente aus',
  KONFERENZLEITUNG: 'plant und leitet Fallkonferenzen',
  PROTOKOLL: 'schreibt in der Fallkonferenz mit',
  LESEN: 'sieht Akten der Dienststelle',
  DATENSCHUTZ: 'kontrolliert, stimmt Konten zu; steht allein',
  ADMINISTRATION: 'verwaltet Konten und Sicherung, sieht keine Akten; steht allein',
} as const satisfies Record<Role, string>;

export const ROLE_OPTIONS = optionsOf(ROLE_LABELS).map((option) => ({
  ...option,
  note: ROLE_NOTES[option.value],
}));
