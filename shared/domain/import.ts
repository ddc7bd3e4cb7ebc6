/** Rules of taking over an office's list (F70): what a row becomes, which status it brings, who may release it (F59). */
import type { PersonCandidate, RowResult } from './list-fields';
import { formatPartialDate, partialRange } from './partial-date';

export const IMPORT_STATES = ['WARTET_AUF_FREIGABE', 'FREIGEGEBEN', 'ABGELEHNT'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const IMPORT_STATE_LABELS = {
  WARTET_AUF_FREIGABE: 'Wartet auf Freigabe',
  FREIGEGEBEN: 'Freigegeben',
  ABGELEHNT: 'Abgelehnt',
} as const satisfies Record<ImportState, string>;

/** NEW: a file of its own. NOTE_TO: a note of an earlier row's or an existing file. SKIP: not taken over. */
export const ROW_ACTIONS = ['NEW', 'NOTE_TO', 'SKIP'] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];

export const ROW_ACTION_LABELS = {
  NEW: 'Eigene Akte',
  NOTE_TO: 'Notiz zu anderer Akte',
  SKIP: 'Nicht übernehmen',
} as const satisfies Record<RowAction, string>;

/** What being on the list means for a person's status. */
export const LIST_STATUSES = ['ALLE_EINGESTUFT', 'MIT_ANGABE_EINGESTUFT', 'ALLE_PRUEFFALL'] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];

export const LIST_STATUS_LABELS = {
  ALLE_EINGESTUFT: 'Alle Personen der Liste sind eingestuft',
  MIT_ANGABE_EINGESTUFT: 'Nur Personen mit Datum oder Personenkreis sind eingestuft',
  ALLE_PRUEFFALL: 'Die Liste enthält nur Prüffälle',
} as const satisfies Record<ListStatus, string>;

export const LIST_STATUS_NOTES = {
  ALLE_EINGESTUFT:
    'Der Status wird als Altbestand übernommen: ohne Unterschrift, mit Aufgabe zur Überprüfung. Übliche Wahl für eine Bestandsliste.',
  MIT_ANGABE_EINGESTUFT: 'Alle übrigen Personen werden Prüffälle.',
  ALLE_PRUEFFALL: 'Es wird kein Status übernommen.',
} as const satisfies Record<ListStatus, string>;

const NO_STATEMENT = /^(?:-+|–|nein|kein[e]?|n\.?\s?b\.?|k\.?\s?a\.?|unbek(?:annt|\.)?|offen|\?+)$/iu;
/** A status that is something else than classified must not be turned into "classified". */
const OTHER_STATUS =
  /prüffall|pruefall|prueffall|nicht eingestuft|ausgestuft|verstorben|gelöscht|abgegeben/iu;

export interface RowStatus {
  readonly classified: boolean;
  /** The cell that names another status; null if there is none. */
  readonly other: { readonly column: string; readonly text: string } | null;
}

/**
 * Which status a row brings. A row of a list of classified persons is classified, unless it names another status itself
 * („ausgestuft“): then nothing is taken over, because a status is never invented.
 */
export function rowStatus(row: Pick<RowResult, 'candidate' | 'source'>, listStatus: ListStatus): RowStatus {
  const cells = row.source.filter(({ field }) => field === 'PERSON_GROUP' || field === 'CLASSIFIED_ON');
  const other = cells.find(({ text }) => OTHER_STATUS.test(text));
  if (row.candidate === null || listStatus === 'ALLE_PRUEFFALL') return { classified: false, other: null };
  if (other) return { classified: false, other: { column: other.column, text: other.text.trim() } };
  const stated = cells.some(({ text }) => !NO_STATEMENT.test(text.trim()));
  return { classified: listStatus === 'ALLE_EINGESTUFT' || stated, other: null };
}

/** First possible day of the classification if it is not in the future: it carries the Prüffrist of the file. */
export function lastEventOfRow(candidate: PersonCandidate, today: string): string | null {
  if (candidate.classifiedOn === null) return null;
  const { first } = partialRange(candidate.classifiedOn);
  return first <= today ? first : null;
}

export interface RowDecision {
  readonly rowNo: number;
  readonly action: RowAction;
  readonly toRowNo: number | null;
  readonly toPersonId: string | null;
}

export interface ResolvedDecision {
  readonly action: RowAction;
  readonly targetRowNo: number | null;
  readonly targetPersonId: string | null;
  /** True if a person chose it. */
  readonly decided: boolean;
}

export interface DecisionProblem {
  readonly rowNo: number;
  readonly message: string;
}

/**
 * Lays the user's decisions over what rows become by themselves. A note to a row that is itself a note goes to that row's
 * target. Returns the first problem of each row that cannot be done; then nothing of the result counts.
 */
export function resolveDecisions(
  rows: readonly { readonly rowNo: number; readonly isPerson: boolean }[],
  decisions: readonly RowDecision[],
): {
  readonly resolved: ReadonlyMap<number, ResolvedDecision>;
  readonly problems: readonly DecisionProblem[];
} {
  const wanted = new Map(decisions.map((decision) => [decision.rowNo, decision]));
  const resolved = new Map<number, ResolvedDecision>();
  const problems: DecisionProblem[] = [];
  const known = new Set(rows.map(({ rowNo }) => rowNo));
  for (const { rowNo } of decisions) {
    if (!known.has(rowNo))
      problems.push({ rowNo, message: `Zeile ${rowNo} gibt es in dieser Vorschau nicht.` });
  }
  const plain = (action: RowAction, decided: boolean): ResolvedDecision => ({
    action,
    targetRowNo: null,
    targetPersonId: null,
    decided,
  });
  // Targets lie above their rows, so one pass from top to bottom resolves chains and cannot run in circles.
  for (const { rowNo, isPerson } of rows.toSorted((a, b) => a.rowNo - b.rowNo)) {
    const decision = wanted.get(rowNo);
    if (!decision) resolved.set(rowNo, plain(isPerson ? 'NEW' : 'SKIP', false));
    else if (decision.action !== 'NOTE_TO') {
      if (decision.action === 'NEW' && !isPerson)
        problems.push({ rowNo, message: `Zeile ${rowNo} nennt niemanden und kann keine Akte werden.` });
      resolved.set(rowNo, plain(decision.action, true));
    } else {
      const target = noteTarget(decision, resolved);
      if (typeof target === 'string') problems.push({ rowNo, message: target });
      else resolved.set(rowNo, target);
    }
  }
  return { resolved, problems };
}

function noteTarget(
  { rowNo, toRowNo, toPersonId }: RowDecision,
  resolved: ReadonlyMap<number, ResolvedDecision>,
): ResolvedDecision | string {
  const note = { action: 'NOTE_TO', decided: true } as const;
  if (toPersonId !== null && toRowNo === null)
    return { ...note, targetRowNo: null, targetPersonId: toPersonId };
  if (toRowNo === null || toPersonId !== null)
    return `Zeile ${rowNo}: Bitte genau eine Akte oder eine frühere Zeile wählen.`;
  const target = resolved.get(toRowNo);
  if (toRowNo >= rowNo || target === undefined)
    return `Zeile ${rowNo}: Zeile ${toRowNo} steht nicht vor ihr in der Liste.`;
  if (target.action === 'SKIP')
    return `Zeile ${rowNo}: Zeile ${toRowNo} wird nicht übernommen, eine Notiz hätte keine Akte.`;
  return target.action === 'NEW'
    ? { ...note, targetRowNo: toRowNo, targetPersonId: null }
    : { ...target, ...note };
}

/** Null if the person may release or refuse; otherwise why not (F59, architecture §5). */
export function importReleaseProblem(release: {
  readonly creator: string;
  readonly releaser: string;
  readonly accountCreators: readonly string[];
}): string | null {
  if (release.creator === release.releaser)
    return 'Wer eine Liste zur Freigabe vorlegt, gibt sie nicht selbst frei. Bitte eine zweite Person entscheiden lassen.';
  if (release.accountCreators.includes(release.releaser))
    return 'Sie haben das Konto der vorlegenden Person angelegt oder zurückgesetzt und dürfen deshalb nicht freigeben.';
  return null;
}

/** „Eickhoff, Ulf · 12.02.1992“; an alias where no name is known. */
export function candidateName(candidate: PersonCandidate, withBirth = false): string {
  const name =
    [candidate.familyName, candidate.givenNames].filter(Boolean).join(', ') ||
    candidate.aliases[0]?.text ||
    '';
  return withBirth && candidate.birthDate ? `${name} · ${formatPartialDate(candidate.birthDate)}` : name;
}
