/**
 * `npm run demo -- --out DIR [--list FILE] [--keep-open SECONDS]`
 * Walks the main job through the real interface in the Chromium host with the product's own vault process and its full
 * key cost, and leaves pictures, documents, the closed vault, passphrases.json and report.json in DIR.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startApplication } from '../../electron/bridge/application';
import { childStarter } from '../../electron/bridge/child-starter';
import { ChromiumHost } from '../../electron/hosts/chromium/host';
import { version } from '../../package.json';
import { generatedList } from './generated-list';
import { demonstrate } from './script';
import { Walk } from './walk';

const ROOT = join(import.meta.dirname, '..');
/** What an earlier run may have left; it is never overwritten. */
const OUTPUTS = [
  'screenshots',
  'vault',
  'dossier-polizei.pdf',
  'dossier-nicht-polizei.pdf',
  'ergebnisvermerk.pdf',
  'passphrases.json',
  'report.json',
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      list: { type: 'string' },
      'keep-open': { type: 'string', default: '0' },
    },
  });
  const keepOpen = Number(values['keep-open']);
  if (!values.out || !Number.isFinite(keepOpen) || keepOpen < 0) {
    throw new Error('Aufruf: npm run demo -- --out ORDNER [--list DATEI] [--keep-open SEKUNDEN]');
  }
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const taken = OUTPUTS.filter((name) => existsSync(join(out, name)));
  if (taken.length > 0) {
    throw new Error(`Im Ordner ${out} liegt schon: ${taken.join(', ')}. Bitte einen anderen Ordner angeben.`);
  }
  const list = values.list ? readList(resolve(values.list)) : generatedList();
  const host = new ChromiumHost({
    headless: true,
    rendererDir: join(ROOT, 'dist', 'renderer'),
    exportDir: out,
    viewport: { width: 1920, height: 1080 },
  });
  const application = await startApplication({
    host,
    starter: childStarter({ entry: join(ROOT, 'dist', 'core', 'process.js') }),
    vaultDir: join(out, 'vault'),
    version,
  });
  host.page.setDefaultTimeout(20_000);
  const walk = new Walk(host.page, out);
  try {
    const report = await demonstrate(walk, list, out);
    if (keepOpen > 0) {
      say(`Der Tresor bleibt ${keepOpen} s geöffnet.`);
      await new Promise((done) => setTimeout(done, keepOpen * 1000));
    }
    await application.quit();
    // The last checkpoint signs the head of the closed log.
    const header = JSON.parse(readFileSync(join(out, 'vault', 'vault.json'), 'utf8')) as {
      checkpoint: { hash: string };
    };
    write(out, 'report.json', { steps: walk.steps, ...report, auditHead: header.checkpoint.hash });
    write(out, 'passphrases.json', walk.passphrases);
    for (const { name, ms } of walk.steps) say(`${String(ms).padStart(7)} ms  ${name}`);
    say(`Fertig: ${out}`);
  } catch (error) {
    await application.quit().catch(() => undefined);
    throw error;
  }
}

function readList(file: string): { name: string; bytes: Uint8Array } {
  if (!existsSync(file)) throw new Error(`Die Liste ${file} gibt es nicht.`);
  return { name: basename(file), bytes: readFileSync(file) };
}

function write(out: string, name: string, value: unknown): void {
  writeFileSync(join(out, name), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
