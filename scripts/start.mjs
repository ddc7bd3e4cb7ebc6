/** `npm start [-- --vault DIR]`: installs what is missing, builds, opens the application. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  electronBinary,
  ensureBuilt,
  ensureInstalled,
  fail,
  ROOT,
  runNode24,
  runProgram,
  say,
  which,
} from './lib.mjs';

const BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

function hasBrowser() {
  if (process.platform !== 'win32') return which(...BROWSERS) !== null;
  return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].some((name) =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].some((file) =>
      existsSync(join(process.env[name] ?? '', file)),
    ),
  );
}

const args = process.argv.slice(2);
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  fail(
    'Hier ist kein Bildschirm; die Anwendung braucht einen. Eine Vorführung ohne Bildschirm: npm run demo -- --out ORDNER',
  );
}
ensureInstalled();
await ensureBuilt('app');
const electron = electronBinary();
if (electron !== null) {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  process.exit(await runProgram(electron, [ROOT, ...asRoot, ...args], { noCore: true }));
}
if (!hasBrowser()) {
  fail(
    'Weder Electron noch ein Browser ist vorhanden. Bitte Chromium, Chrome oder Edge installieren (Debian/Ubuntu: sudo apt-get install chromium).',
  );
}
say(
  'Electron ist nicht verfügbar; die Anwendung öffnet in einem installierten Browser (nicht für Echtdaten).',
);
process.exit(await runNode24('dist/main/main-chromium.js', args, { noCore: true }));
