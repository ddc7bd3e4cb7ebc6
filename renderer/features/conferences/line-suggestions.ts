/** What can complete the word under the caret of the entry line. */
import type { Conference } from '#shared/contract/conferences';
import { type LineContext, MINUTES_MARKS } from '#shared/domain/minutes-line';

export interface Suggestion {
  /** Replaces the word under the caret. */
  typed: string;
  label: string;
  note?: string;
}

export interface CatalogueMeasure {
  code: string;
  title: string;
}

export function lineContext(conference: Conference, measures: readonly CatalogueMeasure[]): LineContext {
  return {
    agencies: conference.agencies.map((agency) => ({
      id: agency.id,
      names: [agency.shortName, agency.name, agency.agencyKey],
    })),
    items: conference.items.map((item) => ({
      id: item.id,
      position: item.position,
      names: [item.personName || item.title],
    })),
    measureCodes: measures.map((measure) => measure.code),
    heldOn: conference.heldOn,
  };
}

/** The marked word that ends at the caret, or null. */
export function wordAt(
  line: string,
  caret: number,
): { start: number; sign: string; fragment: string } | null {
  const match = /(?:^|[\s(„"])([@#!])(\S*)$/u.exec(line.slice(0, caret));
  if (!match) return null;
  const [, sign = '', fragment = ''] = match;
  return { start: caret - fragment.length - 1, sign, fragment };
}

const MAX_SHOWN = 8;

export function suggestionsFor(
  word: { sign: string; fragment: string },
  conference: Conference,
  itemId: string,
  measures: readonly CatalogueMeasure[],
): Suggestion[] {
  const wanted = plain(word.fragment);
  switch (word.sign) {
    case '@':
      return ranked(
        conference.agencies.filter((agency) => agency.allItems || agency.onlyItemIds.includes(itemId)),
        wanted,
        (agency) => [agency.shortName, agency.agencyKey, agency.name],
      ).map((agency) => ({
        typed: `@${handleOf(agency.shortName)}`,
        label: agency.shortName,
        note: agency.police ? 'Polizei' : 'keine Polizei',
      }));
    case '#':
      return ranked(conference.items, wanted, (item) => [
        String(item.position),
        item.personName || item.title,
      ]).map((item) => ({
        typed: `#${item.position}`,
        label: item.personName || item.title,
        note: `TOP ${item.position}`,
      }));
    default: {
      const marks = MINUTES_MARKS.map((mark) => ({ typed: mark.typed, note: mark.meaning }));
      const codes = measures.map((measure) => ({ typed: measure.code, note: measure.title }));
      return ranked([...marks, ...(wanted === '' ? [] : codes)], wanted, ({ typed, note }) => [
        typed,
        ...(wanted.length > 2 ? [note] : []),
      ]).map(({ typed, note }) => ({ typed: `!${typed}`, label: `!${typed}`, note }));
    }
  }
}

/** What begins with the typed letters comes first, then what has a word that does; from three letters on, any place. */
function ranked<T>(entries: readonly T[], wanted: string, namesOf: (entry: T) => readonly string[]): T[] {
  const rank = (entry: T): number => {
    const names = namesOf(entry);
    if (names.some((name) => plain(name).startsWith(wanted))) return 0;
    if (names.some((name) => name.split(/[\s_,/()-]+/).some((part) => plain(part).startsWith(wanted))))
      return 1;
    return wanted.length > 2 && names.some((name) => plain(name).includes(wanted)) ? 2 : 3;
  };
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((candidate) => candidate.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_SHOWN)
    .map((candidate) => candidate.entry);
}

/** „Siko (MKJFGFI)“ is typed as `Siko-MKJFGFI`. */
function handleOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
