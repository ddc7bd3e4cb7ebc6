/**
 * Vault process of the tests: the product's own code with a cheap key derivation and, if wanted, a fixed clock.
 * Built to dist-test and started only by `tests/support/app.ts`; nothing of it is part of the product.
 */
import 'temporal-polyfill/global';
import { openPort } from '../../electron/bridge/vault-port';
import { type Clock, systemClock } from '../../electron/core/clock';
import { runVaultProcess } from '../../electron/core/run';

const CHEAP_KDF = { memoryKiB: 1024, timeCost: 1, parallelism: 1 };

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at === -1 ? undefined : process.argv[at + 1];
}

/**
 * A clock that showed `start` at the moment `began` (real time, milliseconds) and runs as fast as the real one: a fresh
 * process after a lock goes on with it.
 */
function clockFrom(start: string, began: number): Clock {
  const origin = Temporal.Instant.from(start);
  const current = () =>
    origin.add({ milliseconds: Math.round(performance.timeOrigin + performance.now() - began) });
  return {
    now: () => current().toString({ fractionalSecondDigits: 3 }),
    today: () => current().toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString(),
    monotonic: () => performance.now(),
  };
}

const vaultDir = option('--vault');
if (vaultDir === undefined) throw new Error('--vault is missing');
const start = option('--test-clock');
runVaultProcess(openPort(), {
  vaultDir,
  clock: start === undefined ? systemClock : clockFrom(start, Number(option('--test-clock-began'))),
  kdf: CHEAP_KDF,
  validateOutput: true,
});
