/**
 * `npm run bench -- [--out FILE] [--runs N] [--only NAME,…]`
 * Figures as ratios against a baseline measured in the same run, with the product as it was built and its full key cost,
 * on a vault with 10 000 invented people and 200 000 entries; searching and opening again on one ten times as large.
 * NAME: start, entsperren, suche, akte, liste, speicher, dossier, speichern, gross.
 */
import 'temporal-polyfill/global';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PRODUCTION_KDF } from '../../electron/core/vault/keys';
import { measureDossier } from './dossier';
import { amount, isMet, limitText, percentile, type Result, ratioOf, table } from './figures';
import { measureMemory, tellMemory } from './memory';
import { measureOpen, measureScroll, openFiles } from './open';
import { measureSave, measureSaveFromPage } from './save';
import { measureSearch, searchCalls } from './search';
import { measureStart, measureUnlock } from './unlock';
import { type BenchVault, buildVault, LOGIN, OpenedVault, type VaultSize } from './vault';
import { headless, loadProduct, signIn, type Window } from './window';

/** Twice what the whole state has. */
const STATE: VaultSize = { persons: 10_000, entries: 200_000, entryHistory: true };
const TEN_STATES: VaultSize = { persons: 100_000, entries: 1_000_000, entryHistory: false };
const LEAST_RUNS = 5;
const MEASUREMENTS = [
  'start',
  'entsperren',
  'suche',
  'akte',
  'liste',
  'speicher',
  'dossier',
  'speichern',
  'gross',
] as const;
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
  const [order, subject, size] = process.argv.slice(2);
  if (order === '--build' && subject && size) return buildHere(subject, size);
  if (order === '--memory' && subject) return tellMemory(JSON.parse(subject) as BenchVault);
  const options = readOptions();
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-bench-'));
  try {
    const vault = await build(join(dir, 'vault'), STATE);
    const { results, small } = await measure(vault, options);
    if (options.only.has('gross')) results.push(...(await measureLarge(join(dir, 'gross'), small)));
    report(vault, results, options);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function build(dir: string, size: VaultSize): Promise<BenchVault> {
  const number = (value: number) => value.toLocaleString('de-DE');
  say(
    `Lege einen Tresor mit ${number(size.persons)} Personen und ${number(size.entries)} Erkenntnissen an …`,
  );
  const vault = await buildElsewhere(dir, size);
  say(sizesText(vault));
  if (!size.entryHistory) say('       (Erkenntnisse hier ohne Verlauf)');
  return vault;
}

/** In a process of its own: what the filling takes in memory is not the program's. */
function buildElsewhere(dir: string, size: VaultSize): Promise<BenchVault> {
  const child = fork(process.argv[1] ?? '', ['--build', dir, JSON.stringify(size)]);
  return new Promise((resolve, reject) => {
    child.once('message', (vault) => resolve(vault as BenchVault));
    child.once('exit', (code) => reject(new Error(`Der Tresor ließ sich nicht füllen (Ende ${code}).`)));
  });
}

async function buildHere(dir: string, size: string): Promise<void> {
  const vault = await buildVault(dir, JSON.parse(size) as VaultSize);
  await new Promise((sent) => process.send?.(vault, sent));
}

/** Searching and opening, p95 in milliseconds: what the ten times larger vault is compared with. */
interface Times {
  readonly search: number;
  readonly open: number;
}

async function measure(
  vault: BenchVault,
  { runs, only }: Options,
): Promise<{ results: Result[]; small: Times }> {
  const results: Result[] = [];
  const start = await loadProduct();
  if (only.has('start')) results.push(await step('Start', () => measureStart(start, vault.dir, runs)));
  const window = await start(vault.dir);
  let small: Times = { search: 0, open: 0 };
  try {
    await window.page.getByLabel('Anmeldename').waitFor();
    if (only.has('entsperren')) results.push(await step('Entsperren', () => measureUnlock(window, runs)));
    await window.lock();
    await signIn(window, STATE.persons);
    if (only.has('suche')) results.push(...(await step('Suche', () => measureSearch(window))));
    if (only.has('liste')) results.push(await step('Liste', () => measureScroll(window)));
    if (only.has('akte')) results.push(await step('Akte', () => measureOpen(window, vault.fullFiles)));
    if (only.has('dossier'))
      results.push(await step('Dossier', () => measureDossier(window, vault.dossierPersonId, runs)));
    if (only.has('speichern'))
      results.push(await step('Speichern', () => measureSaveFromPage(window, vault.savedPersonId)));
    if (only.has('gross')) small = await timesOf(window, vault);
  } finally {
    await window.close();
    rmSync(window.exportDir, { recursive: true, force: true });
  }
  if (only.has('speicher')) results.push(await step('Speicher', () => measureMemory(vault)));
  if (only.has('speichern')) results.push(await step('Commit', () => measureCommit(vault)));
  return { results, small };
}

/** A fresh session asks for every word once before it is measured: pages of the database lie in memory then. */
async function timesOf(window: Window, vault: BenchVault): Promise<Times> {
  await window.lock();
  await signIn(window, vault.sizes.persons);
  await searchCalls(window.page);
  const searches = await searchCalls(window.page);
  const opens = await openFiles(window, vault.fullFiles);
  return { search: percentile(searches, 0.95), open: percentile(opens, 0.95) };
}

async function measureLarge(dir: string, small: Times): Promise<Result[]> {
  const vault = await build(dir, TEN_STATES);
  const start = await loadProduct();
  const window = await start(vault.dir);
  try {
    await signIn(window, TEN_STATES.persons);
    const large = await step('Zehnmal so groß', () => timesOf(window, vault));
    const ofSize = {
      baselineName: 'dasselbe im kleineren Tresor desselben Laufs',
      limits: { ratio: 2 },
      note: '',
    };
    return [
      {
        ...ofSize,
        name: 'Suche, zehnmal so groß',
        what: 'persons.search über die Brücke der Seite bis zur Antwort, p95',
        value: large.search,
        baseline: small.search,
        runs: 1,
      },
      {
        ...ofSize,
        name: 'Akte, zehnmal so groß',
        what: 'volle Akte öffnen, Adresse bis Bild, p95',
        value: large.open,
        baseline: small.open,
        runs: vault.fullFiles.length,
      },
    ];
  } finally {
    await window.close();
    rmSync(window.exportDir, { recursive: true, force: true });
  }
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
    if (!isMet(result))
      say(`  VERFEHLT: ${amount(result.value, result.unit)}, verlangt ${limitText(result)}.`);
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
