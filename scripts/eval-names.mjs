/**
 * `npm run eval:names -- [--pairs FILE.tsv]`: how well names are found under other spellings (tests/eval/eval-names.ts).
 * Standard output belongs to the two figures.
 */
import { resolve } from 'node:path';
import { ensureBuilt, ensureInstalled, keepOutputFree, runNode24 } from './lib.mjs';

/** npm starts scripts in the project's folder; a path means the folder in which the person typed. */
const base = process.env.INIT_CWD ?? process.cwd();
const args = process.argv.slice(2).map((argument, at, all) => {
  if (all[at - 1] === '--pairs') return resolve(base, argument);
  return argument.startsWith('--pairs=') && argument !== '--pairs='
    ? `--pairs=${resolve(base, argument.slice('--pairs='.length))}`
    : argument;
});

const giveOutputBack = keepOutputFree();
ensureInstalled();
await ensureBuilt('tools');
giveOutputBack();
process.exitCode = await runNode24('dist-tools/eval-names.js', args, { noCore: true });
