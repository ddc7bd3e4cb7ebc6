/** How entries of the log are written on the screen. */
import type { LogFilter, LogRow } from '#shared/contract/audit';
import { entrySentence } from '#shared/domain/audit-action';

const TIME = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'Europe/Berlin',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** „02.11.2026, 09:00:01“, German time: the log counts seconds. */
export function formatSecond(at: string): string {
  return TIME.format(Temporal.Instant.from(at).epochMilliseconds);
}

export function sentenceOf(row: LogRow): string {
  return entrySentence({
    when: formatSecond(row.at),
    who: row.who,
    action: row.action,
    outcome: row.outcome,
  });
}

export const NO_FILTER: LogFilter = {
  personId: null,
  userId: null,
  action: '',
  from: null,
  to: null,
  recipient: '',
  outcome: null,
};

export const isFiltered = (filter: LogFilter): boolean =>
  Object.values(filter).some((value) => value !== null && value !== '');

const TEXT_KINDS: Readonly<Record<string, string>> = { CONTENT: 'Text der Handlung', REASON: 'Abfragegrund' };
export const textKind = (kind: string): string => TEXT_KINDS[kind] ?? kind;

const DETAILS: Readonly<Record<string, string>> = {
  code: 'Fehlercode',
  reason: 'Grund des Endes',
  attemptedAt: 'Versucht am',
  count: 'Anzahl',
  months: 'Monate',
  lastSeq: 'Bis Eintrag',
  lastHash: 'Prüfwert dort',
  sha256: 'Prüfwert der Datei',
  commandLine: 'Kommandozeile',
};
export const detailWord = (key: string): string => DETAILS[key] ?? key;
export function detailText(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  return String(value ?? '');
}

export const months = (count: number): string =>
  count % 12 === 0 && count > 0
    ? `${count / 12} ${count === 12 ? 'Jahr' : 'Jahre'}`
    : `${count} ${count === 1 ? 'Monat' : 'Monate'}`;

export const count = (value: number, one: string, many: string): string =>
  `${value.toLocaleString('de-DE')} ${value === 1 ? one : many}`;
