/** Signing in against the key derivation alone, and the start of the program against a bare Chromium window. */
import { randomBytes } from 'node:crypto';
import { deriveKek, PRODUCTION_KDF, SALT_BYTES } from '../../electron/core/vault/keys';
import { median, type Result } from './figures';
import { LOGIN } from './vault';
import { openBareChromium, type Window } from './window';

export async function measureUnlock(app: Window, runs: number): Promise<Result> {
  const alone: number[] = [];
  const unlocks: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    await app.lock();
    await app.page.getByLabel('Anmeldename').waitFor();
    await pause(300);
    const derivation = await timed(() =>
      deriveKek(LOGIN.passphrase, randomBytes(SALT_BYTES), PRODUCTION_KDF),
    );
    const unlock = await app.page.evaluate(
      async (request) => {
        const began = performance.now();
        const reply = await window.fallakte?.call(request);
        return { ms: performance.now() - began, reply };
      },
      JSON.stringify({ op: 'session.login', input: LOGIN }),
    );
    if (!unlock.reply?.startsWith('{"ok":true')) throw new Error(`session.login: ${unlock.reply}`);
    // The first round warms both up.
    if (run === 0) continue;
    alone.push(derivation);
    unlocks.push(unlock.ms);
  }
  return {
    name: 'Entsperren',
    what: 'session.login über die Brücke der Seite bis zur Antwort: Ableitung, Schlüssel, alle Seiten der Datenbank prüfen, öffnen, Sitzung beginnen',
    baselineName: 'Argon2id allein (256 MiB, t=3, p=4) im Messprogramm',
    value: median(unlocks),
    baseline: median(alone),
    limits: { ratio: 1.5, below: 1_000 },
    runs,
    note: '',
  };
}

export async function measureStart(
  start: (vaultDir: string) => Promise<Window>,
  vaultDir: string,
  runs: number,
): Promise<Result> {
  const bare: number[] = [];
  const product: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const chromium = await timed(
      async () => {
        const window = await openBareChromium();
        await window.page.setContent('<label>Anmeldename <input></label>');
        await window.page.getByLabel('Anmeldename').waitFor();
        return window;
      },
      (window) => window.close(),
    );
    const application = await timed(
      async () => {
        const window = await start(vaultDir);
        await window.page.getByLabel('Anmeldename').waitFor();
        return window;
      },
      (window) => window.close(),
    );
    if (run === 0) continue;
    bare.push(chromium);
    product.push(application);
  }
  return {
    name: 'Start bis Anmeldung',
    what: 'startApplication bis das Feld „Anmeldename“ sichtbar ist: Fenster, Seite, Tresorprozess, Blick in den Ordner; ohne den Start von Node und ohne Bauen',
    baselineName: 'Chromium mit denselben Schaltern bis ein Eingabefeld sichtbar ist',
    value: median(product),
    baseline: median(bare),
    limits: { ratio: 1.5 },
    runs,
    note: '',
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds that `work` takes; `after` is not counted. */
async function timed<T>(work: () => Promise<T>, after?: (value: T) => Promise<void>): Promise<number> {
  const began = performance.now();
  const value = await work();
  const ms = performance.now() - began;
  await after?.(value);
  return ms;
}
