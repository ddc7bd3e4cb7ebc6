/** A proposed person of a list in the form in which a Fallakte is created, and the notes that go beside it. */

import {
  type Address,
  EMPTY_ADDRESS,
  EMPTY_NATIONALITY,
  EMPTY_PERSONALIA,
  type Nationality,
  type PersonaliaInput,
  type PersonInput,
} from '#shared/contract/persons';
import type { CandidateAlias, PersonCandidate } from '#shared/domain/list-fields';
import { isCurrentArea } from './preview';
import type { RowContent } from './repository';

/** What the contract forbids in stored text: invisible characters would let a note look different from what it is. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\ufeff]/gu;

/** Text that may be stored, several lines. */
export function storable(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(INVISIBLE, '').trim();
}

const one = (text: string, max: number): string => storable(text).replace(/\s+/gu, ' ').slice(0, max).trim();

/** „Liste „bestand.csv“, Zeile 12“, at most 200 characters. */
export function sourceOf(fileName: string, rowNo: number): string {
  const row = `, Zeile ${rowNo}`;
  return `Liste „${one(fileName, 180 - row.length)}“${row}`;
}

function aliasInput(alias: CandidateAlias, source: string): PersonaliaInput {
  const isFullName = alias.familyName !== '' || alias.givenNames !== '';
  return {
    ...EMPTY_PERSONALIA,
    identityState: 'ALIAS',
    familyName: one(alias.familyName, 120),
    givenNames: one(alias.givenNames, 120),
    aliasName: isFullName ? '' : one(alias.text, 120),
    originalScript: one(alias.originalScript, 200),
    reviewScript: alias.originalScript !== '',
    source,
  };
}

const hasName = (set: PersonaliaInput): boolean =>
  set.familyName !== '' || set.givenNames !== '' || set.aliasName !== '';

/** Leading set and aliases; who is known by an alias only is led under it. */
function personalia(
  candidate: PersonCandidate,
  source: string,
): { leading: PersonaliaInput; aliases: PersonaliaInput[] } {
  const aliases = candidate.aliases.map((alias) => aliasInput(alias, source)).filter(hasName);
  const known: PersonaliaInput = {
    ...EMPTY_PERSONALIA,
    familyName: one(candidate.familyName, 120),
    givenNames: one(candidate.givenNames, 120),
    birthName: one(candidate.birthName, 120),
    birthDate: candidate.birthDate,
    birthPlace: one(candidate.birthPlace, 120),
    gender: candidate.gender,
    originalScript: one(candidate.originalScript, 200),
    reviewScript: candidate.reviewScript,
    source,
  };
  if (hasName(known)) return { leading: known, aliases };
  const [first, ...others] = aliases;
  return {
    leading: {
      ...known,
      aliasName: first ? one(first.aliasName || `${first.givenNames} ${first.familyName}`, 120) : '?',
    },
    aliases: others,
  };
}

export function toPersonInput(candidate: PersonCandidate, fileName: string, rowNo: number): PersonInput {
  const source = sourceOf(fileName, rowNo);
  const nationalities: Nationality[] = candidate.nationalities
    .slice(0, 10)
    .map(({ country, kind }) => ({ ...EMPTY_NATIONALITY, country, kind, source }));
  const addresses: Address[] = candidate.addresses.slice(0, 20).map((address) => ({
    ...EMPTY_ADDRESS,
    kind: address.kind,
    street: one(address.street, 160),
    postcode: one(address.postcode, 12),
    city: one(address.city, 120),
    remark: one(address.remark, 200),
    source,
  }));
  return {
    ...personalia(candidate, source),
    nationalities,
    addresses,
    phaenomenbereich: isCurrentArea(candidate.phaenomenbereich) ? candidate.phaenomenbereich : null,
    officerId: null,
    deputyId: null,
  };
}

/** Names by which a row calls a person that already has a file; those that the file knows are left out. */
export function furtherNames(
  candidate: PersonCandidate,
  known: { readonly leading: PersonaliaInput; readonly aliases: readonly PersonaliaInput[] },
  fileName: string,
  rowNo: number,
): PersonaliaInput[] {
  const { leading, aliases } = personalia(candidate, sourceOf(fileName, rowNo));
  const nameOf = (set: PersonaliaInput) => `${set.familyName}|${set.givenNames}|${set.aliasName}`;
  const seen = new Set([known.leading, ...known.aliases].map(nameOf));
  const asAlias: PersonaliaInput = {
    ...leading,
    identityState: 'ALIAS',
    birthDate: leading.birthDate === known.leading.birthDate ? null : leading.birthDate,
    birthPlace: '',
  };
  return [asAlias, ...aliases].filter((set) => {
    if (seen.has(nameOf(set))) return false;
    seen.add(nameOf(set));
    return true;
  });
}

const MAX_BODY = 19_000;

/** Lines as bodies of notes; a text that is longer than one note goes on in the next. */
function toBodies(lines: readonly string[]): string[] {
  const bodies: string[] = [];
  let body = '';
  for (const line of lines.map(storable).filter(Boolean)) {
    let rest = body === '' ? line : `${body}\n${line}`;
    while (rest.length > MAX_BODY) {
      const cut = rest.lastIndexOf(' ', MAX_BODY);
      const at = cut > MAX_BODY / 2 ? cut : MAX_BODY;
      bodies.push(rest.slice(0, at).trim());
      rest = rest.slice(at);
    }
    body = rest;
  }
  return body.trim() === '' ? bodies : [...bodies, body.trim()];
}

/** Bodies of the notes of a row. A row that goes to another file is kept whole, one with its own file what no field took. */
export function noteBodies(row: RowContent): string[] {
  if (row.action === 'NOTE_TO') return toBodies(row.cells.map(({ column, text }) => `${column}: ${text}`));
  return toBodies(row.notes);
}
