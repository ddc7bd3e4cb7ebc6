/** Entry of the application in an installed Chromium, Chrome or Edge. For demonstration, not for real data. */
import { join } from 'node:path';
import { version } from '../package.json';
import { startApplication } from './bridge/application';
import { readArguments } from './bridge/arguments';
import { childStarter } from './bridge/child-starter';
import { ChromiumHost } from './hosts/chromium/host';
import { takeInstanceLock } from './hosts/chromium/single-instance';

const distDir = join(import.meta.dirname, '..');

async function main(): Promise<void> {
  const { vaultDir, exportDir } = readArguments(process.argv.slice(2));
  const release = takeInstanceLock(vaultDir);
  if (release === null) throw new Error('PMK-Fallakte ist mit diesem Tresor bereits geöffnet.');
  process.once('exit', release);
  const starting = startApplication({
    host: new ChromiumHost({ headless: false, rendererDir: join(distDir, 'renderer'), exportDir }),
    starter: childStarter({ entry: join(distDir, 'core', 'process.js') }),
    vaultDir,
    version,
    onQuit: () => process.exit(0),
  });
  // From here on the end of the program closes the vault and removes the profile, even while it still starts.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void starting.then((application) => application.quit()));
  }
  await starting;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'PMK-Fallakte konnte nicht starten.'}\n`);
  process.exit(1);
});
