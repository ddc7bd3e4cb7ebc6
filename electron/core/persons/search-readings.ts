/** Other ways to read a text that nobody fits as it was typed (shared/domain/names-readings.ts). */
import { partedReadings, piecesOf, plainReadings, type Reading } from '#shared/domain/names-readings';
import { formKey, nameWord } from '#shared/domain/names-words';
import { statement } from '../database/statements';
import { latinWords } from './latin';
import type { Among } from './search-candidates';

/** Depends on what was typed and on the names of the caller's scope alone. */
export function otherReadings(ctx: Among, text: string, found: 'TYPO' | 'PARTIAL'): Reading[] {
  if (!/\p{L}/u.test(text)) return [];
  const borne = bornePieces(ctx, piecesOf(text));
  // Where somebody fits but for a typing error, only what is certain is looked at.
  if (found === 'TYPO') return partedReadings(text, borne, 'WHOLLY');
  return [...plainReadings(text), ...partedReadings(text, borne, 'PARTLY')];
}

/** Those of the pieces that are a word of somebody's name as they are. */
function bornePieces(ctx: Among, pieces: ReadonlySet<string>): ReadonlySet<string> {
  const byKey = new Map<string, string[]>();
  for (const piece of pieces) {
    const [word, ...more] = latinWords(piece);
    if (word === undefined || more.length > 0) continue;
    const key = formKey(nameWord(word));
    const same = byKey.get(key);
    if (same) same.push(piece);
    else byKey.set(key, [piece]);
  }
  const borne = statement<[string], { key: string }>(
    ctx.db,
    `SELECT wanted.value AS key FROM json_each(?) wanted WHERE EXISTS (
       SELECT 1 FROM name_word_key k CROSS JOIN name_word w ON w.word = k.word
       CROSS JOIN ${ctx.people} p ON p.id = w.person_id WHERE k.key = wanted.value)`,
  ).all(JSON.stringify([...byKey.keys()]));
  return new Set(borne.flatMap(({ key }) => byKey.get(key) ?? []));
}
