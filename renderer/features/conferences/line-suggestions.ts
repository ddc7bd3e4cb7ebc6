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
  const fits = (...texts: string[]) => texts.some((text) => plain(text).includes(wanted));
  switch (word.sign) {
    case '@':
      return conference.agencies
        .filter((agency) => agency.allItems || agency.onlyItemIds.includes(itemId))
        .filter((agency) => fits(agency.shortName, agency.name, agency.agencyKey))
        .slice(0, MAX_SHOWN)
        .map((agency) => ({
          typed: `@${handleOf(agency.shortName)}`,
          label: agency.shortName,
          note: agency.police ? 'Polizei' : 'keine Polizei',
        }));
    case '#':
      return conference.items
        .filter((item) => fits(item.personName, item.title, String(item.position)))
        .slice(0, MAX_SHOWN)
        .map((item) => ({
          typed: `#${item.position}`,
          label: item.personName || item.title,
          note: `TOP ${item.position}`,
        }));
    default:
      return [
        ...MINUTES_MARKS.filter((mark) => fits(mark.typed)).map((mark) => ({
          typed: `!${mark.typed}`,
          label: `!${mark.typed}`,
          note: mark.meaning,
        })),
        ...measures
          .filter((measure) => wanted.length > 0 && fits(measure.code, measure.title))
          .map((measure) => ({ typed: `!${measure.code}`, label: `!${measure.code}`, note: measure.title })),
      ].slice(0, MAX_SHOWN);
  }
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
