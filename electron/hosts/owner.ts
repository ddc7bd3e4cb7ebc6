/**
 * Which process owns a folder or lock file that outlives a crash. A process id alone is reused by the system, so
 * its start time is kept beside it where the system tells it.
 */
import { readFileSync } from 'node:fs';

export interface Owner {
  readonly pid: number;
  /** Start of the process in clock ticks since boot (Linux); null where it cannot be read. */
  readonly startedAt: string | null;
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22; the program's name in field 2 may hold blanks and brackets, so count from its end.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** This process as an owner. */
export function thisOwner(): Owner {
  return { pid: process.pid, startedAt: startOf(process.pid) };
}

/** Reads an owner from the text of a marker file; null if it is none. */
export function parseOwner(text: string): Owner | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value))
      return null;
    const { pid, startedAt } = value;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return null;
    return { pid, startedAt: typeof startedAt === 'string' ? startedAt : null };
  } catch {
    return null;
  }
}

/** True while the process that wrote the marker still runs. */
export function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return owner.startedAt === null || startOf(owner.pid) === owner.startedAt;
}
