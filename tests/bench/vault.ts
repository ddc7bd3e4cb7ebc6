/** The vault of the benchmark: made through the product's own code with its full key cost, filled through its repositories. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Reply } from '#shared/contract/errors';
import type { Input, OperationName, Output } from '#shared/contract/index';
import { writeLog } from '../../electron/core/audit/log';
import { systemClock } from '../../electron/core/clock';
import type { Context } from '../../electron/core/context';
import { insertFinding, putLink, setBlocked } from '../../electron/core/findings/repository';
import { addFinding } from '../../electron/core/findings/service';
import { recordHistory } from '../../electron/core/history/repository';
import { Kernel } from '../../electron/core/kernel';
import { historyFields } from '../../electron/core/persons/history-fields';
import { insertPerson } from '../../electron/core/persons/repository';
import { contextOf, Pipeline } from '../../electron/core/pipeline';
import { type KdfParams, PRODUCTION_KDF } from '../../electron/core/vault/keys';
import { findingInput, LABEL, offenceInput, participant, personInput } from '../support/records';
import { inventedPeople } from './people';

export const LOGIN = { login: 'leitung', passphrase: 'wolke treppe leitung fenster 7' };
const OFFICE = 'KI ST Musterstadt';
const PER_TRANSACTION = 500;

/** The vault opened in this very process, for what is measured without a window. */
export class OpenedVault {
  readonly kernel: Kernel;
  readonly #pipeline: Pipeline;

  constructor(vaultDir: string, kdf: KdfParams = PRODUCTION_KDF) {
    this.kernel = new Kernel({
      vaultDir,
      clock: systemClock,
      kdf,
      validateOutput: false,
      emit: () => undefined,
    });
    this.#pipeline = new Pipeline(this.kernel);
  }

  async raw(request: string): Promise<Reply> {
    return JSON.parse(await this.#pipeline.call(request)) as Reply;
  }

  async call<N extends OperationName>(op: N, input: Input<N>): Promise<Output<N>> {
    const reply = await this.raw(JSON.stringify({ op, input }));
    if (!reply.ok) throw new Error(`${op}: ${reply.error.code} ${reply.error.message}`);
    return reply.value as Output<N>;
  }

  get db() {
    if (!this.kernel.open) throw new Error('nobody is signed in');
    return this.kernel.open.db;
  }

  /** One transaction of the signed-in user, past the contract: bulk data only. */
  write(work: (ctx: Context) => void): void {
    const open = this.kernel.open;
    if (!open?.session) throw new Error('nobody is signed in');
    const { session } = open;
    open.db.transaction(() => work(contextOf(this.kernel, open, session))).immediate();
  }

  close(): void {
    this.kernel.flush('QUIT');
  }
}

export interface Sizes {
  readonly persons: number;
  readonly personalia: number;
  readonly nameKeys: number;
  readonly findings: number;
  readonly history: number;
  readonly auditEntries: number;
  readonly databaseBytes: number;
}

export interface BenchVault {
  readonly dir: string;
  readonly sizes: Sizes;
  /** A file with many records, for the dossier. */
  readonly dossierPersonId: string;
  /** A file of ordinary size, for saving. */
  readonly savedPersonId: string;
  /** Files with `FULL_FILE_ENTRIES` Erkenntnisse each. */
  readonly fullFiles: readonly FullFile[];
}

export interface FullFile {
  readonly id: string;
  readonly familyName: string;
}

export interface VaultSize {
  readonly persons: number;
  /** Erkenntnisse of all files together. */
  readonly entries: number;
  /** False: the Erkenntnisse come without their Verlauf (the large vault: it is read by its index only). */
  readonly entryHistory: boolean;
}

/** Files with so many Erkenntnisse each are opened in the measurement; the others share the rest. */
const FULL_FILES = 40;
export const FULL_FILE_ENTRIES = 500;

/** Makes the vault in `dir`. Throws if less is there at the end than asked for. */
export async function buildVault(dir: string, size: VaultSize): Promise<BenchVault> {
  rmSync(dir, { recursive: true, force: true });
  const founder = new OpenedVault(dir);
  const person = (login: string, fullName: string) => ({
    login,
    fullName,
    rank: 'EKHK',
    passphrase: `wolke treppe ${login} fenster 7`,
  });
  await founder.call('session.createVault', {
    officeName: OFFICE,
    administrator: person('admin', 'Doris Kettelhack'),
    second: { ...person(LOGIN.login, 'Martin Overbeck'), role: 'LEITUNG' },
  });
  const vault = new OpenedVault(dir);
  await vault.call('session.login', LOGIN);
  const people = [...inventedPeople(size.persons - 2)];
  const rest = size.entries - FULL_FILES * FULL_FILE_ENTRIES;
  const others = people.length - FULL_FILES;
  const fullFiles: FullFile[] = [];
  let begun = 0;
  for (let first = 0; first < people.length; first += PER_TRANSACTION) {
    vault.write((ctx) => {
      for (const [at, input] of people.slice(first, first + PER_TRANSACTION).entries()) {
        const isFull = first + at < FULL_FILES;
        // Whole numbers that add up to the rest.
        const share = Math.floor(((begun + 1) * rest) / others) - Math.floor((begun * rest) / others);
        if (!isFull) begun += 1;
        const id = addPerson(ctx, input, isFull ? FULL_FILE_ENTRIES : share, size.entryHistory);
        if (isFull) fullFiles.push({ id, familyName: input.leading.familyName });
      }
    });
  }
  const dossierPersonId = await addLargeFile(vault);
  const { id: savedPersonId } = await vault.call('persons.create', personInput('Speichermann', 'Otto'));
  const sizes = sizesOf(vault, dir);
  vault.close();
  if (sizes.persons < size.persons || sizes.findings < size.entries)
    throw new Error(
      `Es sind nur ${sizes.persons} Personen und ${sizes.findings} Erkenntnisse im Tresor: keine Messung.`,
    );
  const databaseBytes = statSync(join(dir, 'vault.db')).size;
  return { dir, sizes: { ...sizes, databaseBytes }, dossierPersonId, savedPersonId, fullFiles };
}

/** As the operations do it: person, search keys, history, Erkenntnisse, and the entry of the log. Returns the id. */
function addPerson(
  ctx: Context,
  input: ReturnType<typeof personInput>,
  entries: number,
  entryHistory: boolean,
): string {
  const { id } = insertPerson(ctx, {
    ...input,
    officerId: ctx.session.user.id,
    caseStatus: 'PRUEFFALL',
    officerNote: '',
    importRowId: null,
    lastEventOn: null,
  });
  const target = { record: 'Personalien', recordId: id, personId: id };
  recordHistory(
    ctx,
    target,
    null,
    historyFields(input, () => 'Martin Overbeck'),
  );
  for (let number = 0; number < entries; number += 1) addEntry(ctx, id, number, entryHistory);
  writeLog(ctx.db, ctx.clock, ctx.session, { action: 'PERSON_CREATE', outcome: 'OK', ids: [id] });
  return id;
}

function addEntry(ctx: Context, personId: string, number: number, withHistory: boolean): void {
  const occurredOn = `${2005 + (number % 21)}-${String(1 + (number % 12)).padStart(2, '0')}-14`;
  const { persons: _persons, ...content } = findingInput(personId, {
    title: `Veranstaltung ${number + 1}`,
    occurredOn,
  });
  const link = {
    personId,
    role: 'BETROFFENE_PERSON',
    personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT',
  } as const;
  if (withHistory) {
    addFinding(ctx, { ...content, label: LABEL }, [link]);
    return;
  }
  const id = insertFinding(ctx, { ...content, label: LABEL }, null);
  putLink(ctx, id, link);
  setBlocked(ctx, id, false);
}

const FINDINGS_OF_DOSSIER = 90;
const OFFENCES_OF_DOSSIER = 20;

/** Through the pipeline itself: its records are the ones that are printed. */
async function addLargeFile(vault: OpenedVault): Promise<string> {
  const { id } = await vault.call('persons.create', personInput('Aktenreich', 'Friedhelm'));
  const body =
    'Trat als Redner auf und rief mehrfach zu weiteren Aktionen auf. Etwa vierzig Personen folgten dem Aufruf, mehrere davon sind bekannt. ';
  for (let number = 0; number < FINDINGS_OF_DOSSIER; number += 1) {
    await vault.call(
      'findings.create',
      findingInput(id, { title: `Veranstaltung ${number + 1}`, body: body.repeat(3) }),
    );
  }
  for (let number = 0; number < OFFENCES_OF_DOSSIER; number += 1) {
    await vault.call('offences.create', offenceInput([participant(id)], { description: body }));
  }
  return id;
}

function sizesOf(vault: OpenedVault, dir: string): Sizes {
  const count = (table: string) =>
    vault.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
  return {
    persons: count('person'),
    personalia: count('personalia'),
    nameKeys: count('name_word'),
    findings: count('finding'),
    history: count('history'),
    auditEntries: count('audit_entry'),
    databaseBytes: statSync(join(dir, 'vault.db')).size,
  };
}
