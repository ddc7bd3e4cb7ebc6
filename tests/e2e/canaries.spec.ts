/** Nothing of a case reaches the disk in the clear: searched while the application runs, after a crash and after its end. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type RunningApp, startApp, test } from '../support/app';
import { go, makeOffice, must, passphraseOf, signIn } from '../support/desk';
import { contactInput, findingInput, offenceInput, participant, personInput } from '../support/records';
import { descendants, newCanary, openFilesOf, tracesIn, tracesInOpenFiles } from '../support/traces';

const CANARIES = {
  name: newCanary('Kanarius'),
  alias: newCanary('Wachtel'),
  text: newCanary('Zeisig'),
  draft: newCanary('Ammer'),
  search: newCanary('Dompfaff'),
  list: newCanary('Stieglitz'),
  reason: newCanary('Pirol'),
};
const ALL = Object.values(CANARIES);

let home: string;
let since: number;
const before = new Map<string, string | undefined>();

/** Everything that a program finds by way of its environment lies in one folder of the test. */
test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fallakte-heim-'));
  since = Date.now() - 2_000;
  for (const [name, folder] of [
    ['HOME', '.'],
    ['TMPDIR', 'tmp'],
    ['XDG_CACHE_HOME', 'cache'],
    ['XDG_CONFIG_HOME', 'config'],
    ['XDG_DATA_HOME', 'data'],
    ['XDG_STATE_HOME', 'state'],
  ] as const) {
    before.set(name, process.env[name]);
    mkdirSync(join(home, folder), { recursive: true });
    process.env[name] = join(home, folder);
  }
});
test.afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  rmSync(home, { recursive: true, force: true });
});

/** All places where programs of this system write: searched for files that are younger than the test. */
function everywhere(app: RunningApp): { finds: readonly string[]; files: number } {
  const roots = [home, '/tmp', '/var/tmp', '/dev/shm', '/run/user', '/var/crash', process.cwd()];
  const except = [
    app.exportDir,
    ...['node_modules', '.git', 'test-results', 'dist', 'release'].map((name) => join(process.cwd(), name)),
  ];
  return tracesIn([...roots, app.vaultDir], ALL, { since, except });
}

/** Case data through every way in: typed, sent as a list, searched, shown, drafted, printed. */
async function workWith(app: RunningApp): Promise<void> {
  const { page } = app;
  await must(app, 'session.setReason', { reason: { text: `Prüfung ${CANARIES.reason}`, reference: '' } });
  const input = personInput(CANARIES.name, 'Otto');
  const { id } = await must(app, 'persons.create', {
    ...input,
    aliases: [{ ...input.leading, familyName: '', givenNames: '', aliasName: CANARIES.alias }],
  });
  const finding = findingInput(id, { title: CANARIES.text, body: `${CANARIES.text} `.repeat(200) });
  for (let number = 0; number < 20; number += 1) await must(app, 'findings.create', finding);
  await must(app, 'offences.create', offenceInput([participant(id)], { description: CANARIES.text }));
  await must(app, 'contacts.create', contactInput(id, { familyName: CANARIES.text }));
  await must(app, 'drafts.save', { key: `person:${id}`, personId: id, content: CANARIES.draft });
  await sendList(app);
  await go(app, '/personen');
  const field = page.getByRole('searchbox', { name: 'Personen suchen' });
  await field.pressSequentially(CANARIES.search, { delay: 5 });
  await field.fill(CANARIES.name);
  await expect(page.getByText(CANARIES.name).first()).toBeVisible();
  await go(app, `/akten/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: `${CANARIES.name}, Otto` })).toBeVisible();
  await printDossier(app, id);
}

/** A list through the upload of the page, inspected and previewed. */
async function sendList(app: RunningApp): Promise<void> {
  const rows = Array.from({ length: 50 }, () => `${CANARIES.list}, Otto;03.04.1980;${CANARIES.list}`);
  const list = ['Name, Vorname;geb.;Bemerkung', ...rows].join('\r\n');
  const transferId = await app.page.evaluate(async (body) => {
    const response = await fetch('/transfer', { method: 'POST', body: new Blob([body]) });
    return ((await response.json()) as { transferId: string }).transferId;
  }, list);
  const inspected = await must<{ columns: unknown[] }>(app, 'imports.inspect', {
    transferId,
    fileName: 'bestand.csv',
  });
  expect(inspected.columns.length).toBe(3);
}

async function printDossier(app: RunningApp, personId: string): Promise<void> {
  const { id } = await must(app, 'exports.request', {
    target: { kind: 'DOSSIER', personId },
    agencyKey: 'LKA_NRW',
    attention: '',
    purpose: 'Fallkonferenz',
    legalBasis: '§ 26 PolG NRW',
  });
  const { transmissionId } = await must<{ transmissionId: string }>(app, 'exports.openCopy', {
    id,
    mode: 'PDF',
  });
  const request = { transmissionId, mode: 'PDF', suggestedName: 'Dossier.pdf' };
  expect(await must(app, 'shell.printExport', request)).toMatchObject({ saved: true });
}

test('the search finds a planted canary in every place, spelling and packing', () => {
  const planted: [string, Buffer][] = [
    ['config/prefs.json', Buffer.from(`{"q":"${CANARIES.name}"}`)],
    ['cache/utf16.bin', Buffer.from(`xx${CANARIES.name}`, 'utf16le')],
    ['cache/latin1.log', Buffer.from(CANARIES.name, 'latin1')],
    ['tmp/klein.txt', Buffer.from(CANARIES.name.toLowerCase())],
    ['tmp/adresse.txt', Buffer.from(`http://x/?q=${encodeURIComponent(CANARIES.name)}`)],
    ['data/gepackt.gz', gzipSync(CANARIES.name)],
    [`state/${CANARIES.name}.txt`, Buffer.from('nur der Name')],
  ];
  for (const [name, bytes] of planted) writeFileSync(join(home, name), bytes);
  writeFileSync(join(home, 'tmp', 'harmlos.txt'), 'Kanarienvogel');
  const { finds, files } = tracesIn([home], [CANARIES.name], { since });
  expect(files).toBe(planted.length + 1);
  for (const [name] of planted) expect(finds.filter((find) => find.includes(name)).length, name).toBe(1);
  expect(finds).toHaveLength(planted.length);
});

test('case data stands on the disk in no file of the application, in whatever state it is', async () => {
  test.setTimeout(120_000);
  const app = await startApp();
  try {
    await makeOffice(app, ['wendler']);
    await signIn(app, 'wendler');
    await workWith(app);
    // While it runs: the write-ahead log is open, the browser has shown everything, a draft waits.
    const running = everywhere(app);
    expect(running.finds).toEqual([]);
    expect(running.files).toBeGreaterThan(10);
    expect(tracesIn([app.vaultDir], ALL).files).toBeGreaterThanOrEqual(4);
    const own = descendants(process.pid);
    expect(own).toContain(app.application.vault.pid);
    expect(openFilesOf(own).length).toBeGreaterThan(5);
    expect(tracesInOpenFiles(own, ALL)).toEqual([]);

    // After the vault process was killed in the middle of it all.
    process.kill(app.application.vault.pid ?? 0, 'SIGKILL');
    await expect(app.page.getByLabel('Anmeldename')).toBeVisible();
    expect(everywhere(app).finds).toEqual([]);

    // After a lock: the page of the next user holds nothing either.
    await must(app, 'session.login', { login: 'wendler', passphrase: passphraseOf('wendler') });
    await app.page.reload();
    await app.application.lock('USER');
    expect(everywhere(app).finds).toEqual([]);
    await app.quit();
    expect(everywhere(app).finds).toEqual([]);
    // The one document that was asked for is there, and nothing else left the vault.
    expect(tracesIn([app.exportDir], ALL).files).toBe(1);
  } finally {
    await app.close();
  }
});
