/**
 * Freely typed German dates (ui.md "Rules", F14): `3.5.90`, `05/1990`, `Mai 1990`, `00.00.1971`, `ca. 1969`, `heute`, `+6m`.
 * What is incomplete stays incomplete; what is ambiguous is refused with a sentence that says what to type.
 */
import { addToDay, type Span } from './calendar';
import { isPartialDate, type PartialDate, partialRange } from './partial-date';

/**
 * What the date is for. It decides two things only:
 * - two-digit years: BIRTH takes the latest year that does not lie in the future; the others take the latest year
 *   with that ending up to `pivotYears` ahead of today (`76` → 1976, `27` → 2027);
 * - a day without a year (`30.11.`): EVENT takes the last such day up to today, DEADLINE the next one from today on;
 *   a birth date needs its year.
 */
export const DATE_PURPOSES = ['BIRTH', 'EVENT', 'DEADLINE'] as const;
export type DatePurpose = (typeof DATE_PURPOSES)[number];

export interface DateEntryOptions {
  /** Default EVENT. */
  readonly purpose?: DatePurpose;
  /** How many years ahead a two-digit year may lie (EVENT, DEADLINE). Default 20. */
  readonly pivotYears?: number;
}

export type DateEntry =
  | { readonly ok: true; readonly value: PartialDate; readonly note?: string }
  | { readonly ok: false; readonly message: string };

interface Context {
  readonly today: string;
  readonly purpose: DatePurpose;
  readonly pivotYears: number;
}

const EARLIEST_YEAR = 1850;
const LATEST_YEAR = 2199;
const HELP = 'Bitte ein Datum angeben, z. B. 03.05.1990, 05/1990, 1990, heute oder +6m.';

// Maps, not objects: the keys come from foreign text, and `__proto__` must not be found.
const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'januar jänner jan',
    'februar feber feb',
    'märz maerz mrz mär',
    'april apr',
    'mai',
    'juni jun',
    'juli jul',
    'august aug',
    'september sept sep',
    'oktober okt',
    'november nov',
    'dezember dez',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);
const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ['vorgestern', -2],
  ['gestern', -1],
  ['heute', 0],
  ['morgen', 1],
  ['übermorgen', 2],
]);

const two = (value: number): string => String(value).padStart(2, '0');
const refuse = (message: string): DateEntry => ({ ok: false, message });

/** `00`, `xx`, `??` and `--` all mean "not known" in the lists of the offices. */
function figure(part: string): number {
  return /^\d+$/.test(part) ? Number(part) : 0;
}

function isoDate(year: number, month: number, day: number): PartialDate {
  if (month === 0) return String(year);
  return day === 0 ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
}

/** A two-digit year becomes the latest year with that ending that the purpose allows. */
function fullYear(typed: string, month: number, day: number, context: Context): number {
  const value = Number(typed);
  if (typed.length === 4) return value;
  const currentYear = Number(context.today.slice(0, 4));
  const limit = context.purpose === 'BIRTH' ? currentYear : currentYear + context.pivotYears;
  const year = limit - ((((limit - value) % 100) + 100) % 100);
  const earliest = `${year}-${two(month || 1)}-${two(day || 1)}`;
  return context.purpose === 'BIRTH' && earliest > context.today ? year - 100 : year;
}

function checked(value: PartialDate, context: Context): DateEntry {
  const year = Number(value.slice(0, 4));
  if (!isPartialDate(value)) {
    return refuse(`Das Datum ${value.split('-').reverse().join('.')} gibt es im Kalender nicht. ${HELP}`);
  }
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
    return refuse(`Das Jahr ${year} ist nicht plausibel. Bitte die Jahreszahl prüfen.`);
  }
  if (context.purpose === 'BIRTH' && partialRange(value).first > context.today) {
    return refuse('Ein Geburtsdatum kann nicht in der Zukunft liegen. Bitte prüfen.');
  }
  return { ok: true, value };
}

function fromParts(dayPart: string, month: number, yearPart: string, context: Context): DateEntry {
  const day = figure(dayPart);
  if (day > 0 && month === 0) {
    return refuse('Tag ohne Monat. Ist nur das Jahr sicher, bitte nur das Jahr angeben.');
  }
  return checked(isoDate(fullYear(yearPart, month, day, context), month, day), context);
}

/** `30.11.` without a year: the nearest such day in the direction of the purpose. */
function withoutYear(day: number, month: number, context: Context): DateEntry {
  if (context.purpose === 'BIRTH')
    return refuse('Beim Geburtsdatum fehlt das Jahr, z. B. 03.05.1990 oder 1990.');
  const step = context.purpose === 'DEADLINE' ? 1 : -1;
  const currentYear = Number(context.today.slice(0, 4));
  // 29 February may be up to eight years away (1896–1904, 2096–2104).
  for (let distance = 0; distance <= 8; distance += 1) {
    const candidate = isoDate(currentYear + step * distance, month, day);
    const reached = step > 0 ? candidate >= context.today : candidate <= context.today;
    if (reached && isPartialDate(candidate)) return { ok: true, value: candidate };
  }
  return refuse(`Den Tag ${two(day)}.${two(month)}. gibt es im Kalender nicht. ${HELP}`);
}

function spanOf(amount: number, unit: string): Span {
  if (unit === 't') return { days: amount };
  if (unit === 'w') return { weeks: amount };
  return unit === 'm' ? { months: amount } : { years: amount };
}

function relative(text: string, context: Context): DateEntry | null {
  const word = DAY_WORDS.get(text);
  if (word !== undefined) return checked(addToDay(context.today, { days: word }), context);
  const match = /^([+-])\s?(\d{1,3})\s?(t|w|m|j)$/.exec(text);
  if (!match) return null;
  const amount = Number(match[2]) * (match[1] === '-' ? -1 : 1);
  return checked(addToDay(context.today, spanOf(amount, match[3] ?? '')), context);
}

const UNKNOWN_OR_DAY = '(\\d{1,2}|xx?|\\?\\??|--)';
const DAY_MONTH_YEAR = new RegExp(`^${UNKNOWN_OR_DAY}[./-]\\s?${UNKNOWN_OR_DAY}[./-]\\s?(\\d{4}|\\d{2})$`);
const ISO_LIKE = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/;
const MONTH_YEAR = new RegExp(`^${UNKNOWN_OR_DAY}\\s?[./-]\\s?(\\d{4})$`);
const MONTH_SHORT_YEAR = /^(\d{1,2})\/(\d{2})$/;
const DAY_MONTH = /^(\d{1,2})\.\s?(\d{1,2})\.?$/;
const NAMED_MONTH = /^(?:(\d{1,2})\.?\s?)?([a-zäöü]{3,9})\.?\s?'?(\d{4}|\d{2})$/;
const COMPACT = /^(\d{2})(\d{2})(\d{4})$/;

function numeric(text: string, context: Context): DateEntry | null {
  if (/^\d{4}$/.test(text)) return checked(text, context);
  const iso = ISO_LIKE.exec(text);
  if (iso) return checked(isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 0)), context);
  const full = DAY_MONTH_YEAR.exec(text);
  if (full) return fromParts(full[1] ?? '', figure(full[2] ?? ''), full[3] ?? '', context);
  const month = MONTH_YEAR.exec(text) ?? MONTH_SHORT_YEAR.exec(text);
  if (month) return fromParts('00', figure(month[1] ?? ''), month[2] ?? '', context);
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth) return withoutYear(Number(dayMonth[1]), Number(dayMonth[2]), context);
  const compact = COMPACT.exec(text);
  return compact ? fromParts(compact[1] ?? '', Number(compact[2]), compact[3] ?? '', context) : null;
}

function named(text: string, context: Context): DateEntry | null {
  const match = NAMED_MONTH.exec(text);
  const month = match ? MONTHS.get(match[2] ?? '') : undefined;
  return match && month !== undefined ? fromParts(match[1] ?? '00', month, match[3] ?? '', context) : null;
}

/**
 * Reads a date as an officer types it. `today` is `YYYY-MM-DD`.
 * `note` is `ca.` if the text says that the date is an estimate; the caller keeps it beside the value.
 * Never throws on any text.
 */
export function parseGermanDate(text: string, today: string, options: DateEntryOptions = {}): DateEntry {
  const context: Context = {
    today,
    purpose: options.purpose ?? 'EVENT',
    pivotYears: options.pivotYears ?? 20,
  };
  const normalized = text.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
  if (normalized === '') return refuse(HELP);
  const estimate = /^(?:ca\.?|circa|etwa|um|ungefähr|~)\s?(?=\S)/.exec(normalized);
  const core = estimate ? normalized.slice(estimate[0].length) : normalized;
  const result = relative(core, context) ?? numeric(core, context) ?? named(core, context) ?? refuse(HELP);
  return result.ok && estimate ? { ...result, note: 'ca.' } : result;
}
