/** The independent verifier of a log file as a process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the independent verifier as its own process on the file. */
export function verifyFile(
  file: string,
  args: readonly string[] = [],
): { exit: number | null; last: string; text: string } {
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-protokoll-'));
  try {
    const path = join(dir, 'protokoll.jsonl');
    writeFileSync(path, file);
    const script = join(import.meta.dirname, '..', '..', 'scripts', 'verify-log.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script, path, ...args], { encoding: 'utf8' });
    return { exit: status, last: stdout.trimEnd().split('\n').at(-1) ?? '', text: stdout };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
