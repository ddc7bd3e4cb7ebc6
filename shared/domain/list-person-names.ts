/** The names of a row: combined or separate columns, aliases, birth name, other scripts. */

import type { Cell, Cells, RowLog } from './list-cells';
import type { ListMapping } from './list-columns';
import type { CandidateAlias, ListRow, PersonCandidate } from './list-fields';
import { cleanLine, keepAllowed, nameProblem } from './names';
import { isShouted, isWhispered, normalCase } from './names-case';
import { type AliasParts, type NameCell, type NameOrder, splitNameCell } from './names-split';
import { hasOtherScript, mixesScripts, transliterate } from './names-transliteration';

export type CandidateNames = Pick<
  PersonCandidate,
  'familyName' | 'givenNames' | 'birthName' | 'aliases' | 'originalScript' | 'reviewScript'
>;

const MAX_NAME = 120;
const MAX_ALIASES = 50;
/** Stands where a leading name is needed and the list gives one only in a script without a rule. */
const NO_TRANSLITERATION = 'Umschrift fehlt';

interface Latin {
  readonly text: string;
  readonly original: string;
}

/** One name part in Latin letters that may be stored; everything else that it said is reported. */
function toLatin(text: string, cell: Cell, log: RowLog): Latin {
  const foreign = hasOtherScript(text);
  if (mixesScripts(text)) {
    log.problem(
      cell,
      'PROBLEM',
      `„${text}“ mischt Buchstaben verschiedener Schriften; vermutlich ein Tippfehler. Bitte prüfen.`,
    );
  }
  const result = foreign ? transliterate(text) : { text, complete: true };
  if (!result.complete) {
    log.problem(
      cell,
      'PROBLEM',
      `Für die Schrift von „${text}“ gibt es keine Umschriftregel. Bitte den lateinischen Namen eintragen.`,
    );
    return { text: NO_TRANSLITERATION, original: text };
  }
  const objection = nameProblem(result.text);
  if (objection !== null) {
    log.problem(cell, 'PROBLEM', objection);
    log.note(cell);
  }
  const allowed = objection === null ? result.text : keepAllowed(result.text);
  if (allowed.length > MAX_NAME) {
    log.problem(
      cell,
      'PROBLEM',
      `Der Name ist länger als ${MAX_NAME} Zeichen; er steht vollständig in den Notizen.`,
    );
    log.note(cell);
  }
  return { text: allowed.slice(0, MAX_NAME).trim(), original: foreign ? text : '' };
}

function toAlias(alias: AliasParts, cell: Cell, log: RowLog): CandidateAlias {
  const text = toLatin(alias.text, cell, log);
  const foreign = text.original !== '';
  if (
    foreign ||
    alias.familyName === null ||
    nameProblem(alias.familyName) ||
    nameProblem(alias.givenNames ?? '')
  ) {
    return { text: text.text, familyName: '', givenNames: '', originalScript: text.original };
  }
  return {
    text: text.text,
    familyName: alias.familyName,
    givenNames: alias.givenNames ?? '',
    originalScript: '',
  };
}

/** Separate columns: each may carry an alias or a birth name of its own. */
function joinParts(family: NameCell | null, given: NameCell | null): NameCell {
  const empty: NameCell = {
    familyName: '',
    givenNames: '',
    birthName: null,
    aliases: [],
    remarks: [],
    orderGuessed: false,
    caseChanged: false,
  };
  const left = family ?? empty;
  const right = given ?? empty;
  return {
    familyName: left.familyName,
    // A family-name cell may hold the given name as well ("Haddad, Omar").
    givenNames: right.givenNames || left.givenNames,
    birthName: left.birthName ?? right.birthName,
    aliases: [...left.aliases, ...right.aliases],
    remarks: [
      ...left.remarks,
      ...right.remarks,
      ...(right.givenNames && left.givenNames ? [left.givenNames] : []),
    ],
    orderGuessed: false,
    caseChanged: left.caseChanged || right.caseChanged,
  };
}

/** A given-name cell is never split at blanks: its words are all given names. */
function givenCell(
  text: string,
  spellings: ReadonlyMap<string, string> | undefined,
): { readonly cell: NameCell; readonly particles: string } {
  const cell = splitNameCell(`X, ${text}`, 'FAMILY_FIRST', spellings);
  const particles = cell.familyName.endsWith(' X') ? cell.familyName.slice(0, -2) : '';
  return {
    cell: { ...cell, familyName: '', givenNames: normalCase(cell.givenNames, 'GIVEN', spellings) },
    particles,
  };
}

/** A family-name cell: "Heide, von der" and "Haddad alias Doc", but never given names unless a comma says so. */
function familyCell(text: string, spellings: ReadonlyMap<string, string> | undefined): NameCell {
  if (/,/.test(text)) return splitNameCell(text, 'FAMILY_FIRST', spellings);
  const whole = splitNameCell(text, 'FAMILY_FIRST', spellings);
  const family = cleanLine(`${whole.familyName} ${whole.givenNames}`);
  return { ...whole, familyName: normalCase(family, 'FAMILY', spellings), givenNames: '' };
}

function readCells(
  cells: Cells,
  order: NameOrder,
  spellings: ReadonlyMap<string, string> | undefined,
): { readonly cell: Cell; readonly name: NameCell } | null {
  const combined = cells.get('NAME')?.[0];
  if (combined) return { cell: combined, name: splitNameCell(combined.raw, order, spellings) };
  const family = cells.get('FAMILY_NAME')?.[0];
  const given = cells.get('GIVEN_NAMES')?.[0];
  const cell = family ?? given;
  if (!cell) return null;
  const right = given ? givenCell(given.text, spellings) : null;
  const left = family ? familyCell(family.text, spellings) : null;
  const name = joinParts(left, right?.cell ?? null);
  return { cell, name: { ...name, familyName: cleanLine(`${right?.particles ?? ''} ${name.familyName}`) } };
}

function aliasCells(
  cells: Cells,
  family: string,
  spellings: ReadonlyMap<string, string> | undefined,
  log: RowLog,
): readonly CandidateAlias[] {
  return (cells.get('ALIAS') ?? []).flatMap((cell) => {
    if (/^(?:-+|nein|keine?|ohne|entf\.?|n\.?\s?b\.?|unbek\.?|unbekannt)$/iu.test(cell.text)) {
      log.note(cell);
      return [];
    }
    const split = splitNameCell(
      `${family || 'X'}, X alias ${cell.raw.replace(/\r?\n/g, ' / ')}`,
      'FAMILY_FIRST',
      spellings,
    );
    for (const remark of split.remarks) log.note(cell, remark);
    if (split.birthName !== null) log.note(cell);
    return split.aliases.map((alias) => toAlias(alias, cell, log));
  });
}

function birthNameOf(
  cells: Cells,
  fromName: string | null,
  spellings: ReadonlyMap<string, string> | undefined,
  log: RowLog,
): string {
  const cell = cells.get('BIRTH_NAME')?.[0];
  if (!cell || /^[-–]+$/.test(cell.text)) return fromName ?? '';
  const text = cell.text.replace(/^geb(?:\.|orene?)\s+/iu, '');
  if (fromName !== null && fromName !== text) log.note(cell, fromName);
  const latin = toLatin(normalCase(text, 'FAMILY', spellings), cell, log);
  if (latin.original !== '') log.note(cell);
  return latin.text;
}

/** Reads all names of a row; null if it names nobody. Problems and remarks go to `log`. */
export function readNames(
  cells: Cells,
  order: NameOrder,
  spellings: ReadonlyMap<string, string> | undefined,
  log: RowLog,
): CandidateNames | null {
  const read = readCells(cells, order, spellings);
  const aliasOnly = cells.get('ALIAS')?.[0];
  if (!read && !aliasOnly) return null;
  const cell = read?.cell ?? aliasOnly;
  if (!cell) return null;
  const name = read?.name;
  const family = toLatin(name?.familyName ?? '', cell, log);
  const given = toLatin(name?.givenNames ?? '', cell, log);
  const inName = (name?.aliases ?? []).map((alias) => toAlias(alias, cell, log));
  const columns = aliasCells(cells, family.text, spellings, log);
  const all = [...inName, ...columns].filter((alias) => alias.text !== '' || alias.originalScript !== '');
  const aliases = all.filter(
    (alias, at) =>
      all.findIndex((other) => other.text === alias.text && other.originalScript === alias.originalScript) ===
      at,
  );
  if (family.text === '' && given.text === '' && aliases.length === 0) return null;
  for (const remark of name?.remarks ?? []) log.note(cell, remark);
  if (name?.caseChanged) log.note(cell);
  if (name?.orderGuessed)
    log.problem(
      cell,
      'HINT',
      'Ohne Komma ist nicht sicher, welcher Teil der Familienname ist. Bitte prüfen.',
    );
  if (name && (family.text === '' || given.text === '')) {
    log.problem(
      cell,
      'HINT',
      given.text === '' ? 'In der Liste fehlt der Vorname.' : 'In der Liste fehlt der Familienname.',
    );
  }
  const originalScript = [family.original, given.original].filter(Boolean).join(', ');
  const reviewScript = originalScript !== '' || aliases.some((alias) => alias.originalScript !== '');
  if (originalScript !== '') {
    log.problem(
      cell,
      'HINT',
      'Umschrift prüfen: Der führende Name ist eine maschinelle Umschrift; die Schreibung der Liste bleibt daneben stehen.',
    );
  }
  for (const extra of aliases.slice(MAX_ALIASES)) log.note(cell, extra.text);
  const birthName = birthNameOf(cells, name?.birthName ?? null, spellings, log);
  return {
    familyName: family.text,
    givenNames: given.text,
    birthName: nameProblem(birthName) ? keepAllowed(birthName) : birthName,
    aliases: aliases.slice(0, MAX_ALIASES),
    originalScript: originalScript.slice(0, 200),
    reviewScript,
  };
}

/**
 * How the list itself spells names that it elsewhere writes in capitals: capital form → spelling, if there is only one.
 * Built once for a list and handed to every row.
 */
export function knownSpellings(rows: readonly ListRow[], mapping: ListMapping): ReadonlyMap<string, string> {
  const spellings = new Map<string, string | null>();
  const learn = (text: string): void => {
    if (text === '' || isShouted(text) || isWhispered(text)) return;
    const key = text.toUpperCase();
    const known = spellings.get(key);
    if (known === undefined) spellings.set(key, text);
    else if (known !== text) spellings.set(key, null);
  };
  const columns = mapping.columns.filter(
    ({ field }) => field === 'NAME' || field === 'FAMILY_NAME' || field === 'GIVEN_NAMES',
  );
  for (const row of rows) {
    for (const { index, field } of columns) {
      const text = row.cells[index] ?? '';
      if (field !== 'NAME') learn(cleanLine(text));
      else {
        const name = splitNameCell(text, mapping.nameOrder);
        learn(name.familyName);
        learn(name.givenNames);
      }
    }
  }
  return new Map([...spellings].filter((entry): entry is [string, string] => entry[1] !== null));
}
