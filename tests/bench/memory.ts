/** What the program takes in memory beside what an empty browser window takes. */
import { memoryNow } from './cpu';
import type { Result } from './figures';
import { openBareChromium, type Window } from './window';

const SETTLE_MS = 1_500;

/** To be taken after the searching and opening: caches are full then. */
export async function measureMemory(app: Window): Promise<Result> {
  await app.page.waitForTimeout(SETTLE_MS);
  const { main, vault, browser } = memoryNow();
  const bare = await openBareChromium();
  await bare.page.waitForTimeout(SETTLE_MS);
  const empty = memoryNow().browser - browser;
  await bare.close();
  return {
    name: 'Speicher',
    what: 'PSS von Hauptprozess (mit dem Messprogramm), Tresorprozess und Browser nach Suchen und Öffnen, abzüglich eines leeren Browserfensters',
    baselineName: '',
    value: main + vault + browser - empty,
    baseline: null,
    unit: 'MB',
    limits: { below: 500 },
    runs: 1,
    note: `Hauptprozess ${main.toFixed(0)} MB, Tresorprozess ${vault.toFixed(0)} MB, Browser ${browser.toFixed(0)} MB, leeres Fenster ${empty.toFixed(0)} MB`,
  };
}
