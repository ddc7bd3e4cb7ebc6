/** How a row classifies its person: Phänomenbereich, Personenkreis, date, and whether these go together. */
import { type Cells, first, type RowContext, type RowLog } from './list-cells';
import type { PersonCandidate } from './list-fields';
import { readPersonGroups, readPhaenomenbereich } from './list-values';
import { ageRange, formatPartialDate, type PartialDate } from './partial-date';
import {
  isPreacherGroup,
  PERSON_GROUP_LABELS,
  type PersonGroup,
  PREACHER_GROUPS_VALID_FROM,
  personGroupProblem,
  personGroupValidity,
} from './person-group';

/** Takes the Phänomenbereich if it is exactly one; otherwise it is reported and kept as a note. */
export function readArea(cells: Cells, log: RowLog): PersonCandidate['phaenomenbereich'] {
  const cell = first(cells, 'PHAENOMENBEREICH');
  if (!cell) return null;
  const area = readPhaenomenbereich(cell.text);
  if (area === null) {
    log.problem(
      cell,
      'PROBLEM',
      `„${cell.text}“ ist kein eindeutiger Phänomenbereich und steht in den Notizen.`,
    );
    log.note(cell);
  } else if (area === 'NICHT_ZUZUORDNEN') {
    log.problem(cell, 'HINT', '„PMK -nicht zuzuordnen-“ wird seit 2023 nicht mehr vergeben. Bitte prüfen.');
  }
  return area;
}

/** A Personenkreis is taken only if it is the only possible one and certainly existed on the date of classification. */
export function readGroup(
  cells: Cells,
  area: PersonCandidate['phaenomenbereich'],
  on: PartialDate | null,
  log: RowLog,
): PersonGroup | null {
  const cell = first(cells, 'PERSON_GROUP');
  if (!cell) return null;
  const groups = readPersonGroups(cell.text, area);
  const [group] = groups;
  const leaveOut = (message: string): null => {
    log.problem(cell, 'PROBLEM', `${message} Der Wert wurde nicht übernommen und steht in den Notizen.`);
    log.note(cell);
    return null;
  };
  if (group === undefined) return leaveOut(`Der Personenkreis „${cell.text}“ ist nicht bekannt.`);
  if (groups.every(isPreacherGroup)) {
    const from = formatPartialDate(PREACHER_GROUPS_VALID_FROM);
    if (on === null)
      return leaveOut(
        `Der Personenkreis „${cell.text}“ gilt erst seit dem ${from}; ein Datum der Einstufung fehlt.`,
      );
    const validity = personGroupValidity(group, on);
    const problem = personGroupProblem(group, on);
    if (validity === 'INVALID')
      return leaveOut(
        groups.length > 1
          ? `Der Personenkreis „${cell.text}“ war am ${formatPartialDate(on)} noch nicht gültig (erst seit ${from}).`
          : (problem?.message ?? ''),
      );
    if (validity === 'UNCERTAIN')
      return leaveOut(
        `Ob der Personenkreis „${cell.text}“ am Tag der Einstufung (${formatPartialDate(on)}) schon galt, ist offen (gültig seit ${from}).`,
      );
  }
  if (groups.length > 1) {
    const names = groups.map((entry) => `„${PERSON_GROUP_LABELS[entry]}“`).join(' oder ');
    return leaveOut(`„${cell.text}“ ist nicht eindeutig: ${names}. Bitte in der Akte entscheiden.`);
  }
  if (area !== null && isPreacherGroup(group) && area !== 'RELIG_IDEOLOGIE') {
    log.problem(
      cell,
      'HINT',
      'Prediger und Influencer gehören zum Phänomenbereich PMK -religiöse Ideologie-. Bitte prüfen.',
    );
  }
  return group;
}

/** Reports dates that contradict each other or are hardly possible; changes nothing. */
export function checkDates(
  cells: Cells,
  birth: PartialDate | null,
  classified: PartialDate | null,
  context: RowContext,
  log: RowLog,
): void {
  const cell = first(cells, 'CLASSIFIED_ON');
  if (!cell || classified === null) return;
  const limit = context.listDate ?? context.today;
  if (classified > limit)
    log.problem(
      cell,
      'HINT',
      `Das Datum der Einstufung liegt nach dem Stand der Liste (${formatPartialDate(limit)}).`,
    );
  if (birth === null) return;
  const age = ageRange(birth, classified);
  if (classified < birth)
    log.problem(
      cell,
      'PROBLEM',
      'Das Datum der Einstufung liegt vor der Geburt. Eines der beiden Daten ist falsch.',
    );
  else if (age.max < 14)
    log.problem(
      cell,
      'HINT',
      `Bei der Einstufung wäre die Person erst ${age.max} Jahre alt gewesen. Bitte Geburts- und Einstufungsdatum prüfen.`,
    );
}
