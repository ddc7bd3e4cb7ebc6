/**
 * `npm run bench -- [--out FILE] [--runs N] [--only NAME,…]`
 * Figures as ratios against a baseline measured in the same run, on a vault with 10 000 invented people, with the product
 * as it was built and its full key cost. NAME: start, entsperren, suche, dossier, speichern.
 */
import 'temporal-polyfill/global';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PRODUCTION_KDF } from '../../electron/core/vault/keys';
import { measureDossier } from './dossier';
import { isMet, limitText, milliseconds, type Result, ratioOf, table } from './figures';
import { measureSave, measureSaveFromPage } from './save';
import { measureSearch } from './search';
import { measureStart, measureUnlock } from './unlock';
import { type BenchVault, buildVault, LOGIN, OpenedVault } from './vault';
import { headless, loadProduct, type Window } from './window';

const PERSONS = 10_000;
const LEAST_RUNS = 5;
const MEASUREMENTS = ['start', 'entsperren', 'suche', 'dossier', 'speichern'] as const;
type Measurement = (typeof MEASUREMENTS)[number];

interface Options {
  readonly out: string | null;
  readonly runs: number;
  readonly only: ReadonlySet<Measurement>;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, runs: { type: 'string', default: '7' }, only: { type: 'string' } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < LEAST_RUNS)
    throw new Error(`Weniger als ${LEAST_RUNS} Durchgänge sagen nichts: --runs ${LEAST_RUNS} oder mehr.`);
  const only = new Set<Measurement>();
  for (const name of values.only?.split(',') ?? MEASUREMENTS) {
    const known = MEASUREMENTS.find((entry) => entry === name);
    if (!known) throw new Error(`Unbekannte Messung: ${name}. Es gibt ${MEASUREMENTS.join(', ')}.`);
    only.add(known);
  }
  return { out: values.out ? resolve(values.out) : null, runs, only };
}

async function main(): Promise<void> {
  const options = readOptions();
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-bench-'));
  try {
    say(`Lege einen Tresor mit ${PERSONS.toLocaleString('de-DE')} erfundenen Personen an …`);
    const vault = await buildVault(join(dir, 'vault'), PERSONS);
    say(sizesText(vault));
    report(vault, await measure(vault, options), options);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measure(vault: BenchVault, { runs, only }: Options): Promise<Result[]> {
  const results: Result[] = [];
  const start = await loadProduct();
  if (only.has('start')) results.push(await step('Start', () => measureStart(start, vault.dir, runs)));
  const window = await start(vault.dir);
  try {
    await window.page.getByLabel('Anmeldename').waitFor();
    if (only.has('entsperren')) results.push(await step('Entsperren', () => measureUnlock(window, runs)));
    await window.lock();
    await signIn(window);
    if (only.has('suche')) results.push(...(await step('Suche', () => measureSearch(window))));
    if (only.has('dossier'))
      results.push(await step('Dossier', () => measureDossier(window, vault.dossierPersonId, runs)));
    if (only.has('speichern'))
      results.push(await step('Speichern', () => measureSaveFromPage(window, vault.savedPersonId)));
  } finally {
    await window.close();
    rmSync(window.exportDir, { recursive: true, force: true });
  }
  if (only.has('speichern')) results.push(await step('Commit', () => measureCommit(vault)));
  return results;
}

async function signIn(window: Window): Promise<void> {
  await window.page.getByLabel('Anmeldename').fill(LOGIN.login);
  await window.page.getByLabel('Passphrase oder Einmalcode').fill(LOGIN.passphrase);
  await window.page.keyboard.press('Enter');
  await window.page.getByRole('navigation', { name: 'Hauptnavigation' }).waitFor();
  const { total } = await window.call<{ total: number }>('persons.search', { query: '', limit: 1 });
  if (total < PERSONS)
    throw new Error(`Die Seite sieht nur ${total} von ${PERSONS} Personen: keine Messung.`);
}

async function measureCommit(vault: BenchVault): Promise<Result> {
  const opened = new OpenedVault(vault.dir);
  await opened.call('session.login', LOGIN);
  try {
    return await measureSave(opened, vault.savedPersonId);
  } finally {
    opened.close();
  }
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  say(`Messe: ${name} …`);
  return work();
}

function sizesText({ sizes }: BenchVault): string {
  const number = (value: number) => value.toLocaleString('de-DE');
  return [
    `Größe: ${number(sizes.persons)} Personen, ${number(sizes.personalia)} Personalien, ${number(sizes.nameKeys)} Suchschlüssel,`,
    `       ${number(sizes.findings)} Erkenntnisse, ${number(sizes.history)} Verlaufszeilen, ${number(sizes.auditEntries)} Protokolleinträge,`,
    `       vault.db ${number(Math.round(sizes.databaseBytes / 2 ** 20))} MB`,
  ].join('\n');
}

function report(vault: BenchVault, results: readonly Result[], options: Options): void {
  say(`\n${table(results)}\n`);
  for (const result of results) {
    say(`${result.name}: ${result.what}.`);
    if (result.baselineName) say(`  Vergleich: ${result.baselineName}. Messungen: ${result.runs}.`);
    if (result.note) say(`  ${result.note}.`);
    if (!isMet(result)) say(`  VERFEHLT: ${milliseconds(result.value)}, verlangt ${limitText(result)}.`);
  }
  const missed = results.filter((result) => !isMet(result)).length;
  say(missed === 0 ? '\nAlle Grenzen sind erfüllt.' : `\n${missed} von ${results.length} Grenzen verfehlt.`);
  if (options.out === null) return;
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    window: headless ? 'ohne Fenster' : 'mit Fenster',
  };
  const json = {
    at: Temporal.Now.instant().toString({ fractionalSecondDigits: 0 }),
    machine,
    kdf: PRODUCTION_KDF,
    sizes: vault.sizes,
    results: results.map((result) => ({ ...result, ratio: ratioOf(result), met: isMet(result) })),
  };
  writeFileSync(options.out, `${JSON.stringify(json, null, 2)}\n`);
  say(`Zahlen: ${options.out}`);
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
