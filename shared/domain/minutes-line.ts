/**
 * One typed line of the minutes becomes structure (F43): `@agency`, `#person` or `#2` (TOP), `!beschluss` and its kinds,
 * `!P06` (measures catalogue), `!tatsache`, `!mündlich`, `bis 30.11.`. What is ambiguous is never decided here: it comes
 * back as a problem with its candidates, and the field stays empty. `\@`, `\#`, `\!` write the character itself.
 */
import { CONTRIBUTION_USE_LABELS, type ContributionUse } from './conference';
import { parseGermanDate } from './date-entry';
import { formatPartialDate } from './partial-date';
import { RESOLUTION_KIND_LABELS, type ResolutionKind } from './resolution';
import { STATEMENT_KIND_LABELS, type StatementKind } from './statement';

export interface LineAgency {
  readonly id: string;
  /** Short name, name, key: whatever somebody may type. The first one is shown. */
  readonly names: readonly string[];
}

export interface LineItem {
  readonly id: string;
  /** TOP number. */
  readonly position: number;
  /** Names of the person or the title of the point. The first one is shown. */
  readonly names: readonly string[];
}

export interface LineContext {
  readonly agencies: readonly LineAgency[];
  readonly items: readonly LineItem[];
  /** Codes of the measures catalogue. */
  readonly measureCodes: readonly string[];
  /** Day of the conference: `bis 30.11.` is the next such day from then on. */
  readonly heldOn: string;
}

export const LINE_FIELDS = ['agency', 'item', 'kind', 'measure', 'statement', 'usability', 'due'] as const;
export type LineField = (typeof LINE_FIELDS)[number];

export interface LineToken {
  readonly field: LineField;
  /** Position in the line, for marking it. */
  readonly start: number;
  readonly end: number;
  /** What was understood, e.g. „LKA NRW“; null if nothing was. */
  readonly meaning: string | null;
}

export interface LineProblem {
  readonly field: LineField;
  readonly message: string;
  /** What it could mean; empty if nothing fits. */
  readonly candidates: readonly string[];
}

export interface MinutesLine {
  readonly type: 'EMPTY' | 'CONTRIBUTION' | 'RESOLUTION';
  /** The sentence without what became structure. */
  readonly text: string;
  readonly agencyId: string | null;
  readonly itemId: string | null;
  /** Null for a contribution, and for `!beschluss`, which leaves the kind open. */
  readonly resolutionKind: ResolutionKind | null;
  readonly measureCode: string | null;
  readonly statementKind: StatementKind | null;
  readonly usability: ContributionUse | null;
  readonly dueOn: string | null;
  readonly tokens: readonly LineToken[];
  readonly problems: readonly LineProblem[];
}

type Mark =
  | { readonly field: 'kind'; readonly value: ResolutionKind | null }
  | { readonly field: 'statement'; readonly value: StatementKind }
  | { readonly field: 'usability'; readonly value: ContributionUse };

/** Words behind `!`; a beginning suffices as long as only one word begins so. */
const MARKS: Readonly<Record<string, Mark>> = {
  beschluss: { field: 'kind', value: null },
  massnahme: { field: 'kind', value: 'MASSNAHME' },
  pruefauftrag: { field: 'kind', value: 'PRUEFAUFTRAG' },
  informationsbedarf: { field: 'kind', value: 'INFORMATIONSBEDARF' },
  einstufungsempfehlung: { field: 'kind', value: 'EINSTUFUNGSEMPFEHLUNG' },
  wiedervorlage: { field: 'kind', value: 'WIEDERVORLAGE' },
  keinhandlungsbedarf: { field: 'kind', value: 'KEIN_HANDLUNGSBEDARF' },
  tatsache: { field: 'statement', value: 'TATSACHE' },
  bewertung: { field: 'statement', value: 'BEWERTUNG' },
  protokoll: { field: 'usability', value: 'PROTOKOLL' },
  muendlich: { field: 'usability', value: 'NUR_MUENDLICH' },
  nichtweitergeben: { field: 'usability', value: 'NICHT_WEITERGEBEN' },
};

/** What may stand behind `!`, for suggestions while typing. */
export const MINUTES_MARKS: readonly { readonly typed: string; readonly meaning: string }[] = [
  { typed: 'maßnahme', meaning: 'Beschluss: Maßnahme' },
  { typed: 'prüfauftrag', meaning: 'Beschluss: Prüfauftrag' },
  { typed: 'informationsbedarf', meaning: 'Beschluss: Informationsbedarf' },
  { typed: 'einstufungsempfehlung', meaning: 'Beschluss: Einstufungsempfehlung' },
  { typed: 'wiedervorlage', meaning: 'Beschluss: Wiedervorlage' },
  { typed: 'kein-handlungsbedarf', meaning: 'Beschluss: kein Handlungsbedarf' },
  { typed: 'tatsache', meaning: 'Beitrag ist eine Tatsache' },
  { typed: 'bewertung', meaning: 'Beitrag ist eine Bewertung' },
  { typed: 'mündlich', meaning: 'nur mündlich verwendbar' },
  { typed: 'nicht-weitergeben', meaning: 'nicht weitergeben' },
];

/** Small letters and figures only; umlauts as typed without them, so that `@ausländer` and `@auslaender` are the same. */
function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

interface Named {
  readonly id: string;
  readonly names: readonly string[];
}

/** Whole name before its beginning before the beginning of one of its words; the first level with hits decides. */
function lookUp<T extends Named>(typed: string, among: readonly T[]): readonly T[] {
  const key = fold(typed);
  if (key === '') return [];
  const levels: readonly ((name: string) => boolean)[] = [
    (name) => fold(name) === key,
    (name) => name.split(/[\s,()/_-]+/).some((word) => fold(word) === key),
    (name) => fold(name).startsWith(key),
    (name) => name.split(/[\s,()/_-]+/).some((word) => fold(word).startsWith(key)),
  ];
  for (const matches of levels) {
    const hits = among.filter((entry) => entry.names.some(matches));
    if (hits.length > 0) return hits;
  }
  return [];
}

interface State {
  readonly context: LineContext;
  readonly tokens: LineToken[];
  readonly problems: LineProblem[];
  readonly agencies: Set<string>;
  readonly items: Set<string>;
  readonly kinds: Set<ResolutionKind | null>;
  readonly codes: Set<string>;
  readonly statements: Set<StatementKind>;
  readonly uses: Set<ContributionUse>;
  readonly dues: Set<string>;
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly typed: string;
}

// A mark stands at the beginning of a word, so `info@example.org`, `C#` and `Achtung!` stay text.
const MARKED = /(^|[\s(„"])([@#!])(\S+)/gu;
const TRAILING = /[.,;:!?)“"]+$/u;

/** Reads one line. Total: any text gives an answer, none throws. */
export function parseMinutesLine(line: string, context: LineContext): MinutesLine {
  const state: State = {
    context,
    tokens: [],
    problems: [],
    agencies: new Set(),
    items: new Set(),
    kinds: new Set(),
    codes: new Set(),
    statements: new Set(),
    uses: new Set(),
    dues: new Set(),
  };
  for (const match of line.matchAll(MARKED)) {
    const start = match.index + (match[1]?.length ?? 0);
    const typed = (match[3] ?? '').replace(TRAILING, '');
    if (typed === '') continue;
    const found = { start, end: start + 1 + typed.length, typed };
    if (match[2] === '@') readAgency(found, state);
    else if (match[2] === '#') readItem(found, state);
    else readMark(found, state);
  }
  const isResolution = state.kinds.size > 0;
  // In a contribution „bis 30.11. in Haft“ is part of the sentence; only a Beschluss has a Frist.
  if (isResolution) readDue(line, state);
  const text = remainder(line, state.tokens);
  if (text === '' && state.tokens.length === 0) return finish('EMPTY', text, state);
  return finish(isResolution ? 'RESOLUTION' : 'CONTRIBUTION', text, state);
}

function readAgency(found: Found, state: State): void {
  const hits = lookUp(found.typed, state.context.agencies);
  const [hit] = hits;
  if (hits.length === 1 && hit) state.agencies.add(hit.id);
  else state.problems.push(unclear('agency', `@${found.typed}`, hits));
  note(state, 'agency', found, hits.length === 1 ? hit?.names[0] : undefined);
}

function readItem(found: Found, state: State): void {
  const isNumber = /^\d+$/.test(found.typed);
  const hits = isNumber
    ? state.context.items.filter((item) => item.position === Number(found.typed))
    : lookUp(found.typed, state.context.items);
  const [hit] = hits;
  if (hits.length === 1 && hit) state.items.add(hit.id);
  else state.problems.push(unclear('item', `#${found.typed}`, hits));
  note(state, 'item', found, hits.length === 1 ? hit?.names[0] : undefined);
}

function readMark(found: Found, state: State): void {
  const code = state.context.measureCodes.find((entry) => entry.toLowerCase() === found.typed.toLowerCase());
  if (code !== undefined) {
    state.codes.add(code);
    state.kinds.add('MASSNAHME');
    note(state, 'measure', found, code);
    return;
  }
  const key = fold(found.typed);
  const words = Object.keys(MARKS);
  const exact = words.filter((word) => word === key);
  const hits = exact.length > 0 ? exact : words.filter((word) => key !== '' && word.startsWith(key));
  const mark = hits.length === 1 ? MARKS[hits[0] ?? ''] : undefined;
  if (!mark) {
    const candidates = hits.map((word) => `!${word}`);
    const message =
      hits.length > 1
        ? `„!${found.typed}“ ist mehrdeutig: ${candidates.join(', ')}.`
        : `„!${found.typed}“ ist nicht bekannt. Möglich sind zum Beispiel !beschluss, !maßnahme, !prüfauftrag, !kein.`;
    state.problems.push({ field: 'kind', message, candidates });
    note(state, 'kind', found, undefined);
    return;
  }
  if (mark.field === 'kind') state.kinds.add(mark.value);
  else if (mark.field === 'statement') state.statements.add(mark.value);
  else state.uses.add(mark.value);
  note(state, mark.field, found, markLabel(mark));
}

function markLabel(mark: Mark): string {
  if (mark.field === 'statement') return STATEMENT_KIND_LABELS[mark.value];
  if (mark.field === 'usability') return CONTRIBUTION_USE_LABELS[mark.value];
  return mark.value === null ? 'Beschluss' : RESOLUTION_KIND_LABELS[mark.value];
}

const UNTIL = /(?:^|(?<=\s))bis(?:\s+(?:zum|spätestens))?\s+/giu;

/** Up to three words behind „bis“ are tried, the longest first; „bis auf Weiteres“ is no date and stays text. */
function readDue(line: string, state: State): void {
  for (const match of line.matchAll(UNTIL)) {
    const from = match.index + match[0].length;
    const words = [...line.slice(from).matchAll(/\S+/gu)].slice(0, 3);
    for (let count = words.length; count > 0; count -= 1) {
      const last = words[count - 1];
      if (!last) continue;
      const end = from + last.index + last[0].length;
      const typed = line.slice(from, end).replace(/[,;:!?)]+$/u, '');
      const entry = parseGermanDate(typed, state.context.heldOn, { purpose: 'DEADLINE' });
      if (!entry.ok) continue;
      const found = { start: match.index, end: from + typed.length, typed };
      if (entry.value.length < 10) {
        const message = `Die Frist „${typed}“ braucht einen vollen Tag, z. B. „bis 30.11.“.`;
        state.problems.push({ field: 'due', message, candidates: [] });
        note(state, 'due', found, undefined);
      } else {
        state.dues.add(entry.value);
        note(state, 'due', found, formatPartialDate(entry.value));
      }
      break;
    }
  }
}

function unclear(field: 'agency' | 'item', typed: string, hits: readonly Named[]): LineProblem {
  const candidates = hits.map((hit) => hit.names[0] ?? '');
  if (hits.length > 1)
    return { field, message: `„${typed}“ ist mehrdeutig: ${candidates.join(', ')}.`, candidates };
  const message =
    field === 'agency'
      ? `„${typed}“ steht nicht auf der Liste der Teilnehmenden.`
      : `„${typed}“ steht nicht auf der Tagesordnung.`;
  return { field, message, candidates };
}

function note(state: State, field: LineField, found: Found, meaning: string | undefined): void {
  state.tokens.push({ field, start: found.start, end: found.end, meaning: meaning ?? null });
}

/** The line without its tokens; a mark written with a backslash becomes the character itself. */
function remainder(line: string, tokens: readonly LineToken[]): string {
  let text = '';
  let at = 0;
  for (const token of [...tokens].sort((a, b) => a.start - b.start)) {
    text += line.slice(at, Math.max(at, token.start));
    at = Math.max(at, token.end);
  }
  return (text + line.slice(at))
    .replace(/\\([@#!])/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ ([,;:.])/g, '$1')
    .replace(/^[\s:,;–-]+/u, '')
    .trim();
}

/** The one value, or null with a problem where the line names several. */
function single<T>(
  values: ReadonlySet<T>,
  field: LineField,
  message: string,
  problems: LineProblem[],
): T | null {
  if (values.size > 1) problems.push({ field, message, candidates: [] });
  return values.size === 1 ? ([...values][0] ?? null) : null;
}

function finish(type: MinutesLine['type'], text: string, state: State): MinutesLine {
  const problems = [...state.problems];
  // `!beschluss !prüfauftrag` names one kind: the general word only opens the Beschluss.
  const kinds = new Set([...state.kinds].filter((kind) => kind !== null));
  const one = <T>(values: ReadonlySet<T>, field: LineField, what: string) =>
    single(values, field, `Die Zeile nennt mehrere ${what}. Bitte nur eine Angabe machen.`, problems);
  return {
    type,
    text,
    agencyId: one(state.agencies, 'agency', 'Behörden'),
    itemId: one(state.items, 'item', 'Personen oder Punkte'),
    resolutionKind: one(kinds, 'kind', 'Beschlussarten'),
    measureCode: one(state.codes, 'measure', 'Maßnahmen'),
    statementKind: one(state.statements, 'statement', 'Aussagearten'),
    usability: one(state.uses, 'usability', 'Angaben zur Verwendbarkeit'),
    dueOn: one(state.dues, 'due', 'Fristen'),
    tokens: [...state.tokens].sort((a, b) => a.start - b.start),
    problems,
  };
}
