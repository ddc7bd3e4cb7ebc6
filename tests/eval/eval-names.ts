/**
 * `npm run eval:names -- [--pairs FILE]`: how well the search finds names under other spellings. Exactly two lines on the
 * standard output; what else is to be said goes to the error output.
 */
import 'temporal-polyfill/global';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadPairsError, labelledPairs, type Pair, readPairs } from './pairs';
import { measurePairs } from './vault';

const OTHERS = 10_000;
const say = (text: string) => process.stderr.write(`${text}\n`);

class UsageError extends Error {}

function pairsFile(args: readonly string[]): string | null {
  const [first, second, ...rest] = args;
  if (first === undefined) return null;
  const file = first.startsWith('--pairs=') ? first.slice('--pairs='.length) : second;
  const isKnown = first === '--pairs' || (first.startsWith('--pairs=') && second === undefined);
  if (!isKnown || rest.length > 0) throw new UsageError('Aufruf: npm run eval:names -- --pairs DATEI.tsv');
  if (!file) throw new UsageError('Nach --pairs fehlt die Datei mit den Namenspaaren.');
  return file;
}

function loadPairs(args: readonly string[]): Pair[] {
  const file = pairsFile(args);
  if (file === null) {
    const text = readFileSync(join(import.meta.dirname, '..', 'tests', 'eval', 'names.txt'), 'utf8');
    return labelledPairs(text, 'HELD_OUT');
  }
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new UsageError(`Die Datei ${file} lässt sich nicht lesen.`);
  }
  return readPairs(bytes);
}

try {
  const pairs = loadPairs(process.argv.slice(2));
  const { recall, firstPlace, times } = await measurePairs(pairs, { others: OTHERS, say });
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  say(`${pairs.length} Paare; je Suche Median ${at(0.5)} ms, p95 ${at(0.95)} ms.`);
  process.stdout.write(`recall@10 ${recall.toFixed(3)}\nfirst-place ${firstPlace.toFixed(3)}\n`);
} catch (error) {
  if (!(error instanceof BadPairsError || error instanceof UsageError)) throw error;
  say(error.message);
  process.exitCode = 2;
}
