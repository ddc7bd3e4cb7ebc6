/** Other ways to read a text that nobody fits as it was typed (shared/domain/names-readings.ts). */
import {
  endsOf,
  longWords,
  partedReadings,
  piecesOf,
  plainReadings,
  type Reading,
  wordsOf,
} from '#shared/domain/names-readings';
import { ABJAD, foldName, formKey } from '#shared/domain/names-words';
import { statement } from '../database/statements';
import { latinWords } from './latin';
import type { Among } from './search-candidates';

/** Depends on what was typed and on the names of the caller's scope alone. */
export function otherReadings(ctx: Among, text: string, found: 'TYPO' | 'PARTIAL'): Reading[] {
  const long = longWords(text);
  const names = borne(ctx, [...wordsOf(text), ...long.flatMap(endsOf)]);
  const joined = long.filter((word) => !names.has(word) && endsOf(word).some((end) => names.has(end)));
  const pieces = borne(ctx, joined.flatMap(piecesOf));
  const known = new Set([...names, ...pieces]);
  // Where somebody fits but for a typing error, only what is certain is looked at.
  if (found === 'TYPO') return partedReadings(text, known, 'WHOLLY');
  return [...plainReadings(text, names), ...partedReadings(text, known, 'PARTLY')];
}

/** Those of the pieces that are a word of somebody's name as they are. */
function borne(ctx: Among, pieces: readonly string[]): ReadonlySet<string> {
  const byKey = new Map<string, string[]>();
  for (const piece of new Set(pieces)) {
    const [word, ...more] = latinWords(piece);
    if (word === undefined || more.length > 0) continue;
    const key = formKey({ fold: foldName(word.replace(ABJAD, '')) });
    const same = byKey.get(key);
    if (same) same.push(piece);
    else byKey.set(key, [piece]);
  }
  if (byKey.size === 0) return new Set();
  const keys = statement<[string], { key: string }>(
    ctx.db,
    `SELECT wanted.value AS key FROM json_each(?) wanted WHERE EXISTS (
       SELECT 1 FROM name_word_key k CROSS JOIN name_word w ON w.word = k.word
       CROSS JOIN ${ctx.people} p ON p.id = w.person_id WHERE k.key = wanted.value)`,
  ).all(JSON.stringify([...byKey.keys()]));
  return new Set(keys.flatMap(({ key }) => byKey.get(key) ?? []));
}
