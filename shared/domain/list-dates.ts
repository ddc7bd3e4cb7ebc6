/** Dates as they stand in a list's cell: free text, ISO from a date cell, a place behind the date, Excel's day numbers. */
import { parseGermanDate } from './date-entry';
import type { Cell, RowLog } from './list-cells';
import type { PartialDate } from './partial-date';

export interface ListDate {
  readonly value: PartialDate | null;
  /** Text behind the date in the same cell ("12.02.1992 in Köln"). */
  readonly place: string;
}

const NOTHING = /^(?:unbek(?:annt|\.)?|n\.?\s?b\.?|k\.?\s?a\.?|\?+|-+|x+|00\.00\.0000|0)$/iu;
/** A list must not be read as "heute", "+6m" or a day without its year: that would date it by the import. */
const RELATIVE = /^(?:[+-]|heute|gestern|morgen|vorgestern|übermorgen)|^\d{1,2}\.\s?\d{1,2}\.?$/iu;
const SERIAL_DAY = /^\d{5}(?:[.,]0+)?$/;
const TIME = /[T\s]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$/u;
const BEHIND =
  /^((?:ca\.?\s|circa\s|um\s|etwa\s)?(?:(?:\d{1,2}\.\s?)?\p{L}{3,9}\.?\s)?[\d./\-xX?]{3,10}\d)\s*(?:,|;|\bin\b|\/)?\s*(\p{L}.*)$/u;
const DECORATION = /^(?:geb\.?|geboren|\*|am|seit|ab|vom?|eingestuft)\s*(?:am\s)?(?=[\dc])/iu;
const DOUBT = /\s*(?:\(?\?\)?|\(?(?:vermutl\.?|vermutlich|geschätzt|gesch\.|angebl\.?|fiktiv)\)?)$/iu;

/** Day number of a spreadsheet (1900 system) as a date. */
export function fromSerialDay(serial: number): string {
  return Temporal.PlainDate.from('1899-12-30')
    .add({ days: Math.floor(serial) })
    .toString();
}

interface Attempt {
  readonly value: PartialDate;
  readonly place: string;
  /** What was changed to read it; the cell is then kept verbatim. */
  readonly remark: string;
}

function attempt(text: string, purpose: 'BIRTH' | 'EVENT', today: string): Attempt | string {
  const date = parseGermanDate(text, today, { purpose, pivotYears: 5 });
  if (date.ok)
    return {
      value: date.value,
      place: '',
      remark: date.note === 'ca.' ? 'Das Datum ist in der Liste als ungefähr bezeichnet.' : '',
    };
  return date.message;
}

function read(text: string, purpose: 'BIRTH' | 'EVENT', today: string): Attempt | string {
  if (SERIAL_DAY.test(text)) {
    const result = attempt(fromSerialDay(Number(text.slice(0, 5))), purpose, today);
    return typeof result === 'string'
      ? result
      : {
          ...result,
          remark: 'Die Zahl wurde als Tageszahl einer Tabellenkalkulation gelesen. Bitte prüfen.',
        };
  }
  const plain = text.replace(DECORATION, '').replace(TIME, '').trim();
  const doubtful = plain.replace(DOUBT, '').trim();
  const direct = attempt(doubtful, purpose, today);
  if (typeof direct !== 'string') {
    if (plain !== doubtful)
      return { ...direct, remark: 'Das Datum ist in der Liste als unsicher bezeichnet.' };
    return text === plain
      ? direct
      : { ...direct, remark: direct.remark || 'Text neben dem Datum steht in den Notizen.' };
  }
  const behind = BEHIND.exec(plain);
  if (!behind) return direct;
  const result = attempt(behind[1] ?? '', purpose, today);
  return typeof result === 'string'
    ? direct
    : { ...result, place: (behind[2] ?? '').replace(/^in\s+/iu, '') };
}

/** Reads a date cell; what cannot be read is reported and kept as a note. Null if the cell says "unknown". */
export function readListDate(
  cell: Cell,
  purpose: 'BIRTH' | 'EVENT',
  today: string,
  log: RowLog,
): ListDate | null {
  if (NOTHING.test(cell.text)) {
    log.note(cell);
    return null;
  }
  const result = RELATIVE.test(cell.text) ? 'In der Liste fehlt das Jahr.' : read(cell.text, purpose, today);
  if (typeof result === 'string') {
    log.problem(cell, 'PROBLEM', `${result} Der Text steht in den Notizen.`);
    log.note(cell);
    return null;
  }
  if (result.remark !== '') {
    log.problem(cell, 'HINT', result.remark);
    log.note(cell);
  }
  // A place belongs to a birth date; behind another date it is a remark.
  if (result.place !== '' && purpose === 'EVENT') {
    log.problem(cell, 'HINT', 'Text neben dem Datum steht in den Notizen.');
    log.note(cell);
  }
  return { value: result.value, place: purpose === 'BIRTH' ? result.place : '' };
}
