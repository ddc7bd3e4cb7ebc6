import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'fallakte-paare-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command as npm starts it, in a folder of the person's own. */
function evalNames(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'scripts/eval-names.mjs'), ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder },
    },
  );
  return { status, stdout, stderr };
}

it.each([
  [['--pairs', 'fehlt.tsv'], /lässt sich nicht lesen/],
  [['--pairs', 'falsch.tsv'], /^Zeile 1: .*Tabulator/m],
  [['--pairs'], /fehlt die Datei/],
  [['--namen', 'x'], /Aufruf: npm run eval:names/],
])('the command refuses %j with a sentence and an empty standard output', (args, message) => {
  writeFileSync(join(folder, 'falsch.tsv'), 'Ute Groß gross\n');
  const { status, stdout, stderr } = evalNames(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
  expect(stdout).toBe('');
});

it('prints two figures and nothing else', () => {
  writeFileSync(join(folder, 'paare.tsv'), '\uFEFFQuittenbaum, Đorđe\tDjordje Quitenbaum\r\n');
  const { status, stdout } = evalNames('--pairs', 'paare.tsv');
  expect(stdout).toBe('recall@10 1.000\nfirst-place 1.000\n');
  expect(status).toBe(0);
}, 120_000);
