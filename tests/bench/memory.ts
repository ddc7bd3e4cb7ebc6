/** What the program takes in memory beside what an empty browser window takes. Each is measured alone. */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { type Memory, memoryNow } from './cpu';
import type { Result } from './figures';
import { openFiles } from './open';
import { searchCalls } from './search';
import type { BenchVault } from './vault';
import { loadProduct, openBareChromium, signIn } from './window';

const SETTLE_MS = 1_500;

/**
 * After searching and after forty full files opened one after the other. The program runs in a process of its own for it: what
 * this one has started and measured before is not the program's.
 */
export async function measureMemory(vault: BenchVault): Promise<Result> {
  const bare = await openBareChromium();
  await bare.page.waitForTimeout(SETTLE_MS);
  const empty = memoryNow().browser;
  await bare.close();
  const { main, vault: core, browser } = await askElsewhere(vault);
  return {
    name: 'Speicher',
    what: 'PSS von Hauptprozess, Tresorprozess und Browser nach Suchen und dem Öffnen von vierzig vollen Akten, abzüglich eines leeren Browserfensters',
    baselineName: '',
    value: main + core + browser - empty,
    baseline: null,
    unit: 'MB',
    limits: { below: 500 },
    runs: 1,
    note: `Hauptprozess ${main.toFixed(0)} MB, Tresorprozess ${core.toFixed(0)} MB, Browser ${browser.toFixed(0)} MB, leeres Fenster allein ${empty.toFixed(0)} MB`,
  };
}

function askElsewhere(vault: BenchVault): Promise<Memory> {
  const child = fork(process.argv[1] ?? '', ['--memory', JSON.stringify(vault)]);
  return new Promise((resolve, reject) => {
    child.once('message', (memory) => resolve(memory as Memory));
    child.once('exit', (code) => reject(new Error(`Der Speicher ließ sich nicht messen (Ende ${code}).`)));
  });
}

/** In the process of its own: uses the program and tells what it takes. */
export async function tellMemory(vault: BenchVault): Promise<void> {
  const start = await loadProduct();
  const window = await start(vault.dir);
  try {
    await signIn(window, vault.sizes.persons);
    await searchCalls(window.page);
    await openFiles(window, vault.fullFiles);
    await window.page.waitForTimeout(SETTLE_MS);
    await new Promise((sent) => process.send?.(memoryNow(), sent));
  } finally {
    await window.close();
    rmSync(window.exportDir, { recursive: true, force: true });
  }
}
