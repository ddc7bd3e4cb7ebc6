/**
 * Turns one row of an office's list into a proposed person. Nothing is guessed where the list is ambiguous: the value
 * stays out of its field, becomes a note, and a problem says why. Nothing of a row is lost: what is in no field is in
 * `notes`, and `source` holds every cell verbatim.
 */

import { type Cell, type Cells, first, type RowContext, type RowLog } from './list-cells';
import { checkDates, readArea, readGroup } from './list-classified';
import type { ListMapping } from './list-columns';
import { readListDate } from './list-dates';
import type {
  CandidateAlias,
  ListField,
  ListRow,
  PersonCandidate,
  RowProblem,
  RowResult,
} from './list-fields';
import { readNationalities } from './list-nationality';
import { readNames } from './list-person-names';
import { readAddress, readCustody, readGender } from './list-values';
import { cleanLine } from './names';
import type { PartialDate } from './partial-date';

const LIMITS = {
  birthPlace: 120,
  street: 160,
  city: 120,
  remark: 200,
  officer: 200,
  fileNumber: 100,
  serial: 20,
} as const;

function cellsOf(row: ListRow, mapping: ListMapping): Cells {
  const cells = new Map<ListField, Cell[]>();
  row.cells.forEach((raw, index) => {
    const text = cleanLine(raw);
    if (text === '' && raw.trim() === '') return;
    const column = mapping.columns[index] ?? {
      index,
      title: `Spalte ${index + 1}`,
      field: 'IGNORE',
      basis: 'NONE',
      samples: [],
    };
    const list = cells.get(column.field) ?? [];
    list.push({ column, raw, text });
    cells.set(column.field, list);
  });
  return cells;
}

/** A text field with a limit: what does not fit stays a note in full. */
function limited(cell: Cell | null, max: number, log: RowLog): string {
  if (!cell) return '';
  if (cell.text.length <= max) return cell.text;
  log.problem(cell, 'HINT', `Der Text ist länger als ${max} Zeichen; er steht vollständig in den Notizen.`);
  log.note(cell);
  return cell.text.slice(0, max).trim();
}

function readBirth(
  cells: Cells,
  log: RowLog,
  context: RowContext,
): { readonly birthDate: PartialDate | null; readonly birthPlace: string } {
  const cell = first(cells, 'BIRTH_DATE');
  const date = cell ? readListDate(cell, 'BIRTH', context.today, log) : null;
  const placeCell = first(cells, 'BIRTH_PLACE');
  const unknown =
    placeCell !== null && /^(?:unbek(?:annt|\.)?|n\.?\s?b\.?|k\.?\s?a\.?|\?+|-+)$/iu.test(placeCell.text);
  if (placeCell && unknown) log.note(placeCell);
  const fromDate = date?.place ?? '';
  const place = placeCell && !unknown ? limited(placeCell, LIMITS.birthPlace, log) : fromDate;
  if (fromDate !== '' && place !== fromDate && cell) log.note(cell);
  return { birthDate: date?.value ?? null, birthPlace: place };
}

function readNationality(cells: Cells, log: RowLog): PersonCandidate['nationalities'] {
  const all = (cells.get('NATIONALITY') ?? []).flatMap((cell) => {
    const reading = readNationalities(cell.text);
    if (reading.unknown.length > 0) {
      const parts = reading.unknown.map((part) => `„${part}“`).join(', ');
      log.problem(
        cell,
        'PROBLEM',
        `${parts} ist keiner Staatsangehörigkeit eindeutig zuzuordnen und steht in den Notizen.`,
      );
      log.note(cell);
    } else if (reading.unsure) {
      log.problem(cell, 'HINT', 'Die Staatsangehörigkeit ist nach der Liste nicht sicher.');
      log.note(cell);
    }
    return reading.nationalities;
  });
  return all
    .filter(
      (entry, at) =>
        all.findIndex((other) => other.country === entry.country && other.kind === entry.kind) === at,
    )
    .slice(0, 10);
}

function readAddresses(cells: Cells, log: RowLog): PersonCandidate['addresses'] {
  const addresses: PersonCandidate['addresses'][number][] = [];
  const combined = first(cells, 'ADDRESS');
  const [street, postcode, city] = [
    cells.get('STREET') ?? [],
    first(cells, 'POSTCODE'),
    first(cells, 'CITY'),
  ];
  if (combined) {
    const address = readAddress(combined.raw);
    const tooLong =
      address.street.length > LIMITS.street ||
      address.city.length > LIMITS.city ||
      address.remark.length > LIMITS.remark;
    if (tooLong) {
      log.problem(combined, 'HINT', 'Die Anschrift ist zu lang für die Felder; sie steht in den Notizen.');
      log.note(combined);
    } else {
      if (
        address.remark !== '' &&
        address.street === '' &&
        address.city === '' &&
        address.kind === 'WOHNANSCHRIFT'
      ) {
        log.problem(
          combined,
          'HINT',
          'Die Anschrift ließ sich nicht in Straße und Ort trennen; sie steht als Zusatz in der Anschrift.',
        );
      }
      addresses.push(address);
    }
  }
  if (street.length > 0 || postcode || city) {
    const split = city && !postcode ? readAddress(city.raw) : null;
    const code = postcode?.text ?? split?.postcode ?? '';
    if (postcode && /^\d{4}$/.test(code))
      log.problem(postcode, 'HINT', 'Die Postleitzahl hat vier Ziffern; womöglich fehlt die führende Null.');
    const text = street.map((cell) => cell.text).join(' ');
    const fits = text.length <= LIMITS.street && code.length <= 12;
    if (!fits) for (const cell of [...street, ...(postcode ? [postcode] : [])]) log.note(cell);
    addresses.push({
      kind: split?.remark && !split.city ? split.kind : 'WOHNANSCHRIFT',
      street: fits ? text : '',
      postcode: fits ? code : '',
      city: split?.city || (split?.postcode || split?.remark ? '' : limited(city, LIMITS.city, log)),
      remark: [split?.street ?? '', split?.remark ?? ''].filter(Boolean).join(', ').slice(0, LIMITS.remark),
    });
  }
  return addresses;
}

/** Fields whose text has no place in the Personalien or is wanted verbatim beside the structured value. */
function noteRest(cells: Cells, log: RowLog): void {
  for (const field of ['IGNORE', 'REMARK', 'OFFICER', 'CUSTODY', 'FILE_NO', 'SERIAL'] as const) {
    for (const cell of cells.get(field) ?? []) log.note(cell);
  }
  // A field for one cell that several columns were given: the first was read, the others are kept.
  const shared: ReadonlySet<ListField> = new Set([
    'IGNORE',
    'REMARK',
    'OFFICER',
    'CUSTODY',
    'FILE_NO',
    'SERIAL',
    'ALIAS',
    'NATIONALITY',
    'STREET',
  ]);
  for (const [field, list] of cells) {
    if (shared.has(field)) continue;
    for (const cell of list.slice(1)) {
      log.problem(
        cell,
        'HINT',
        'Mehrere Spalten sind demselben Feld zugeordnet; diese steht in den Notizen.',
      );
      log.note(cell);
    }
  }
}

/** Fields that become a code or a date; their readers note themselves what they do not take. */
const CODED_FIELDS: ReadonlySet<ListField> = new Set([
  'BIRTH_DATE',
  'CLASSIFIED_ON',
  'GENDER',
  'NATIONALITY',
  'PHAENOMENBEREICH',
  'PERSON_GROUP',
]);
/** Words that only say what the next word is; the field says the same. */
const MARKER_WORDS = new Set(
  'alias aliasse aliase aliasname gen gnt gt genannt aka a k auch bekannt als geb geborene geborener geboren née nee u und oder d'.split(
    ' ',
  ),
);

const wordsOf = (text: string): readonly string[] =>
  cleanLine(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** The safety net behind all readers: a cell with a word that has landed nowhere is kept whole. */
function keepLost(cells: Cells, candidate: PersonCandidate, notes: ReadonlySet<string>, log: RowLog): void {
  const kept = new Set([...textsOf(candidate), ...notes].flatMap(wordsOf));
  for (const [field, list] of cells) {
    if (CODED_FIELDS.has(field)) continue;
    for (const cell of list) {
      if (wordsOf(cell.raw).some((word) => !kept.has(word) && !MARKER_WORDS.has(word))) log.note(cell);
    }
  }
}

/**
 * Interprets one data row. Pure: equal input gives equal output. Never throws on any cell content.
 * `candidate` is null if the row names nobody.
 */
export function interpretRow(row: ListRow, mapping: ListMapping, context: RowContext): RowResult {
  const cells = cellsOf(row, mapping);
  const problems: RowProblem[] = [];
  const notes = new Set<string>();
  const log: RowLog = {
    problem: ({ column, raw }, severity, message) => {
      problems.push({ field: column.field, column: column.title, value: raw.trim(), severity, message });
    },
    // Line breaks inside a cell are part of what the office wrote.
    note: ({ column, raw }, text) =>
      notes.add(`${column.title}: ${text ?? raw.replace(/\r\n?/g, '\n').trim()}`),
  };
  const names = readNames(cells, mapping.nameOrder, context.spellings, log);
  const source = row.cells.flatMap((raw, index) => {
    const column = mapping.columns[index];
    return raw.trim() === ''
      ? []
      : [
          {
            column: column?.title ?? `Spalte ${index + 1}`,
            field: column?.field ?? ('IGNORE' as const),
            text: raw,
          },
        ];
  });
  if (names === null) {
    for (const list of cells.values()) for (const cell of list) log.note(cell);
    problems.push({
      field: 'NAME',
      column: '',
      value: '',
      severity: 'PROBLEM',
      message:
        'Die Zeile nennt keinen Namen. Sie wird nicht als Person übernommen; ihr Text bleibt im Bericht.',
    });
    return { rowNumber: row.number, candidate: null, problems, notes: [...notes], source };
  }
  const classifiedCell = first(cells, 'CLASSIFIED_ON');
  const classifiedOn = classifiedCell
    ? (readListDate(classifiedCell, 'EVENT', context.today, log)?.value ?? null)
    : null;
  const birth = readBirth(cells, log, context);
  checkDates(cells, birth.birthDate, classifiedOn, context, log);
  const genderCell = first(cells, 'GENDER');
  const gender = genderCell ? readGender(genderCell.text) : 'UNBEKANNT';
  if (genderCell && gender === 'UNBEKANNT') log.note(genderCell);
  if (genderCell && gender === null) {
    log.problem(
      genderCell,
      'PROBLEM',
      `„${genderCell.text}“ ist als Geschlecht nicht bekannt und steht in den Notizen.`,
    );
    log.note(genderCell);
  }
  const phaenomenbereich = readArea(cells, log);
  const custodyText = (cells.get('CUSTODY') ?? []).map((cell) => cell.text).join('; ');
  const candidate: PersonCandidate = {
    ...names,
    ...birth,
    gender: gender ?? 'UNBEKANNT',
    nationalities: readNationality(cells, log),
    addresses: readAddresses(cells, log),
    phaenomenbereich,
    personGroup: readGroup(cells, phaenomenbereich, classifiedOn, log),
    classifiedOn,
    officer: limited(first(cells, 'OFFICER'), LIMITS.officer, log),
    custody: readCustody(custodyText, context.today),
    fileNumber: limited(first(cells, 'FILE_NO'), LIMITS.fileNumber, log),
    serial: limited(first(cells, 'SERIAL'), LIMITS.serial, log),
  };
  noteRest(cells, log);
  keepLost(cells, candidate, notes, log);
  return { rowNumber: row.number, candidate, problems, notes: [...notes], source };
}

/** Fingerprint of the texts that are shown of an alias; for lists and reports. */
export function aliasTexts(candidate: PersonCandidate): readonly string[] {
  return candidate.aliases.map((alias: CandidateAlias) => alias.text);
}
