/**
 * What a busy office writes while its program is killed, and the journal of what was acknowledged. Every text of a record
 * carries the number of its version, so that a half-written record shows.
 */
import type { Input } from '#shared/contract/index';
import { utf8 } from './lists';
import { findingInput, personInput } from './records';
import { ProcessEnded, type VaultClient } from './vault-client';

export interface PersonState {
  /** Version that was acknowledged last. */
  acked: number;
  /** Version on its way when the process was killed, if any: it may be there or not, but never in part. */
  pending: number | null;
  revision: number;
  busy: boolean;
}

/** Everything that an answer has confirmed, and what was asked for without an answer. */
export class Journal {
  readonly persons = new Map<string, PersonState>();
  readonly findings = new Map<string, readonly string[]>();
  readonly drafts = new Map<string, { acked: number; pending: number | null }>();
  readonly exports = new Set<string>();
  readonly batches = new Set<string>();
  /** Lists that wait for the second person's release: one large transaction each, whose call is small. */
  readonly waiting: string[] = [];
  readonly released = new Map<string, boolean>();
  /** Creations without an answer: at most so many records more may be there. */
  unanswered = { persons: 0, findings: 0, exports: 0, batches: 0 };
  answers = 0;
  open = 0;
}

export const aliasesOf = (version: number): number => 20 + (version % 7);
export const LIST_ROWS = 50;

/** A person with many names: one large transaction. Every set says which version it belongs to. */
export function versionOf(name: string, version: number): Input<'persons.create'> {
  const input = personInput(name, 'Otto');
  const mark = { birthPlace: `Stand ${version}` };
  return {
    ...input,
    leading: { ...input.leading, ...mark },
    aliases: Array.from({ length: aliasesOf(version) }, (_, index) => ({
      ...input.leading,
      ...mark,
      familyName: `${name}-${word(index)}`,
      aliasName: `Deckname ${word(index)} von ${name}`,
    })),
    addresses: Array.from({ length: 5 }, (_, index) => ({
      kind: 'WOHNANSCHRIFT' as const,
      street: `Stand ${version}`,
      postcode: '45127',
      city: `Ort ${index}`,
      remark: '',
    })),
  };
}

/** A number in letters: names have no digits (DIN 91379). */
const word = (number: number) => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

const NAMES = ['Adler', 'Buche', 'Ceder', 'Distel', 'Eiche', 'Fichte', 'Ginster', 'Hasel'];
export const nameOf = (number: number) => NAMES[number % NAMES.length] ?? 'Adler';

/** Keeps `lanes` calls on their way until the process dies; resolves then. */
export async function work(
  client: VaultClient,
  journal: Journal,
  next: () => number,
  lanes: number,
): Promise<void> {
  const until = (async () => {
    const running = Array.from({ length: lanes }, () => lane(client, journal, next));
    await Promise.all(running);
  })();
  await until;
}

async function lane(client: VaultClient, journal: Journal, next: () => number): Promise<void> {
  try {
    for (;;) await act(client, journal, next());
  } catch (error) {
    if (!(error instanceof ProcessEnded)) throw error;
  }
}

async function act(client: VaultClient, journal: Journal, dice: number): Promise<void> {
  const free = [...journal.persons].filter(([, state]) => !state.busy);
  const chosen = free[Math.floor(dice * 7919) % Math.max(1, free.length)];
  if (dice < 0.4 && journal.waiting.length > 0) return releaseList(client, journal);
  if (!chosen || dice < 0.6) return createPerson(client, journal);
  if (dice < 0.8) return updatePerson(client, journal, chosen);
  if (dice < 0.88) {
    const personIds = free.slice(0, 3).map(([id]) => id);
    return createFinding(client, journal, personIds);
  }
  if (dice < 0.93) return saveDraft(client, journal, `entwurf-${Math.floor(dice * 1000) % 5}`);
  if (dice < 0.97) return issueDossier(client, journal, chosen[0]);
  return importList(client, journal);
}

/** Counts the call as open until it is answered; what `take` does with the answer is part of the journal. */
async function asked<T>(journal: Journal, call: Promise<T>, take: (value: T) => void): Promise<void> {
  journal.open += 1;
  const value = await call;
  journal.open -= 1;
  journal.answers += 1;
  take(value);
}

async function createPerson(client: VaultClient, journal: Journal): Promise<void> {
  journal.unanswered.persons += 1;
  const name = nameOf(journal.persons.size);
  await asked(journal, client.call('persons.create', versionOf(name, 0)), ({ id }) => {
    journal.unanswered.persons -= 1;
    journal.persons.set(id, { acked: 0, pending: null, revision: 1, busy: false });
  });
}

async function updatePerson(
  client: VaultClient,
  journal: Journal,
  [id, state]: [string, PersonState],
): Promise<void> {
  state.busy = true;
  state.pending = state.acked + 1;
  const input = { ...versionOf('Neuname', state.pending), id, revision: state.revision };
  await asked(journal, client.call('persons.update', input), ({ revision }) => {
    state.acked += 1;
    state.pending = null;
    state.revision = revision;
    state.busy = false;
  });
}

async function createFinding(client: VaultClient, journal: Journal, personIds: string[]): Promise<void> {
  const [first = ''] = personIds;
  const input = findingInput(first, {
    persons: personIds.map((personId) => ({
      personId,
      role: 'BETROFFENE_PERSON' as const,
      personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT' as const,
    })),
  });
  for (const id of personIds) lock(journal, id, true);
  journal.unanswered.findings += 1;
  await asked(journal, client.call('findings.create', input), ({ id }) => {
    journal.unanswered.findings -= 1;
    journal.findings.set(id, personIds);
    for (const personId of personIds) lock(journal, personId, false);
  });
}

function lock(journal: Journal, id: string, busy: boolean): void {
  const state = journal.persons.get(id);
  if (state) state.busy = busy;
}

async function saveDraft(client: VaultClient, journal: Journal, key: string): Promise<void> {
  const state = journal.drafts.get(key) ?? { acked: 0, pending: null };
  if (state.pending !== null) return createPerson(client, journal);
  const version = state.acked + 1;
  state.pending = version;
  journal.drafts.set(key, state);
  const content = `Stand ${version} `.repeat(2_000);
  await asked(journal, client.call('drafts.save', { key, personId: null, content }), () => {
    state.acked = version;
    state.pending = null;
  });
}

/** Writes a checkpoint into the header as well. */
async function issueDossier(client: VaultClient, journal: Journal, personId: string): Promise<void> {
  journal.unanswered.exports += 1;
  const request: Input<'exports.request'> = {
    target: { kind: 'DOSSIER', personId },
    agencyKey: 'LKA_NRW',
    attention: '',
    purpose: 'Fallkonferenz',
    legalBasis: '§ 26 PolG NRW',
  };
  let exportId = '';
  await asked(journal, client.call('exports.request', request), ({ id }) => {
    journal.unanswered.exports -= 1;
    journal.exports.add(id);
    exportId = id;
  });
  await asked(journal, client.call('exports.openCopy', { id: exportId, mode: 'PDF' }), () => undefined);
}

/** Opens a file for every row of a list in one transaction (`false` in the journal: asked for, not answered). */
async function releaseList(client: VaultClient, journal: Journal): Promise<void> {
  const batchId = journal.waiting.pop() ?? '';
  journal.released.set(batchId, false);
  await asked(journal, client.call('imports.release', { batchId, approve: true, reason: '' }), () =>
    journal.released.set(batchId, true),
  );
}

/** Puts forward so many lists, as the first of the two people. */
export async function prepareLists(client: VaultClient, journal: Journal, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const batchId = await stageList(client, `Vorlage${word(index)}`, (call) => call);
    journal.batches.add(batchId);
    journal.waiting.push(batchId);
  }
}

/** Staging writes in several transactions and counts only with the last one. */
async function importList(client: VaultClient, journal: Journal): Promise<void> {
  // One job at a time: the desk of the import holds one preview.
  if (importing.has(client)) return createPerson(client, journal);
  importing.add(client);
  const batchId = await stageList(client, `Nachtrag${word(journal.answers)}`, async (call) => {
    journal.unanswered.batches += 1;
    await asked(journal, call, () => {
      journal.unanswered.batches -= 1;
    });
    return call;
  });
  journal.batches.add(batchId);
  importing.delete(client);
}
const importing = new WeakSet<VaultClient>();

type Staged = Promise<{ batchId: string }>;

async function stageList(
  client: VaultClient,
  name: string,
  watch: (call: Staged) => Staged,
): Promise<string> {
  const rows = Array.from(
    { length: LIST_ROWS },
    (_, index) => `${name}-${word(index)}, Otto;0${(index % 9) + 1}.03.1980;x`,
  );
  const bytes = utf8(['Name, Vorname;geb.;Bemerkung', ...rows].join('\r\n'));
  const { transferId } = (await client.internal('transfer.put', { bytes })) as { transferId: string };
  const fileName = 'bestand.csv';
  const inspection = await client.call('imports.inspect', { transferId, fileName });
  const { previewId } = await client.call('imports.preview', {
    transferId,
    fileName,
    sheet: inspection.sheet,
    headerRow: inspection.headerRow,
    fields: inspection.columns.map(({ field }) => field),
    nameOrder: inspection.nameOrder,
    listStatus: 'ALLE_PRUEFFALL',
    noteKind: 'TATSACHE',
    label: null,
  });
  return (await watch(client.call('imports.stage', { previewId, decisions: [] }))).batchId;
}

/** After a kill: what was busy is free again; revisions that a lost answer has moved are read anew by the test. */
export function settle(journal: Journal): void {
  for (const state of journal.persons.values()) state.busy = false;
  journal.open = 0;
}
