/** Processor time and memory of the program's own processes (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

const MS_PER_TICK = 10;

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function childrenOf(pid: number): number[] {
  const own = text(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return [...own, ...own.flatMap(childrenOf)];
}

/** Milliseconds that this program's descendants whose command line contains `mark` have computed so far. */
function computed(mark: string): number {
  let ticks = 0;
  for (const pid of childrenOf(process.pid)) {
    if (!text(`/proc/${pid}/cmdline`).includes(mark)) continue;
    const stat = text(`/proc/${pid}/stat`);
    const [user = '0', system = '0'] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    ticks += Number(user) + Number(system);
  }
  return ticks * MS_PER_TICK;
}

export interface ComputingTime {
  readonly page: number;
  readonly vault: number;
}

/** Processor time since `began` (or since the start) of the page's processes and of the vault process. */
export function computingTime(began: ComputingTime = { page: 0, vault: 0 }): ComputingTime {
  if (!readdirSync('/').includes('proc')) return { page: 0, vault: 0 };
  return {
    page: computed('--type=renderer') - began.page,
    vault: computed('core/process.js') - began.vault,
  };
}

const pssOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/mu.exec(text(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;

export interface Memory {
  readonly main: number;
  readonly vault: number;
  readonly browser: number;
}

/** Proportional set size in MB (shared pages count by their share): this program as main process, and its descendants. */
export function memoryNow(): Memory {
  const memory = { main: pssOf(process.pid), vault: 0, browser: 0 };
  for (const pid of childrenOf(process.pid)) {
    const part = text(`/proc/${pid}/cmdline`).includes('core/process.js') ? 'vault' : 'browser';
    memory[part] += pssOf(pid);
  }
  return memory;
}
