/**
 * A real encrypted vault in a temporary folder with the people of an invented office, driven through the real
 * pipeline. Only the key cost and the clock are a test's own.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '#shared/contract/errors';
import type { Input, OperationName, Output } from '#shared/contract/index';
import type { Role } from '#shared/domain/roles';
import type { LockReason } from '../../electron/bridge/messages';
import type { Clock } from '../../electron/core/clock';
import type { CoreEvent } from '../../electron/core/context';
import { AppError } from '../../electron/core/errors';
import { Kernel } from '../../electron/core/kernel';
import { Pipeline } from '../../electron/core/pipeline';
import type { KdfParams } from '../../electron/core/vault/keys';

export const CHEAP_KDF: KdfParams = { memoryKiB: 1024, timeCost: 1, parallelism: 1 };
export const OFFICE = 'KI ST Musterstadt';

/** A clock that stands still until a test moves it; every reading is one millisecond later than the one before. */
export class TestClock implements Clock {
  #instant: Temporal.Instant;
  #passed = 0;
  constructor(start = '2026-11-02T08:00:00Z') {
    this.#instant = Temporal.Instant.from(start);
  }
  now(): string {
    this.#instant = this.#instant.add({ milliseconds: 1 });
    this.#passed += 1;
    return this.#instant.toString({ fractionalSecondDigits: 3 });
  }
  today(): string {
    return this.#instant.toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString();
  }
  monotonic(): number {
    return this.#passed;
  }
  /** Time passes. */
  advance(duration: Temporal.DurationLike): void {
    const before = this.#instant.epochMilliseconds;
    this.set(duration);
    this.#passed += this.#instant.epochMilliseconds - before;
  }
  /** Somebody sets the clock: the wall clock moves and no time passes. */
  set(duration: Temporal.DurationLike): void {
    this.#instant = this.#instant.toZonedDateTimeISO('Europe/Berlin').add(duration).toInstant();
  }
}

interface Person {
  readonly login: string;
  readonly fullName: string;
  readonly rank: string;
  readonly roles: readonly Role[];
  readonly officeName?: string;
}

/** The invented office: every role once, case work twice, one colleague of another office. */
export const PEOPLE = {
  admin: { login: 'admin', fullName: 'Doris Kettelhack', rank: 'RAR', roles: ['ADMINISTRATION'] },
  leitung: { login: 'leitung', fullName: 'Martin Overbeck', rank: 'EKHK', roles: ['LEITUNG'] },
  wendler: { login: 'wendler', fullName: 'Sabine Wendler', rank: 'KHKin', roles: ['SACHBEARBEITUNG'] },
  brandt: { login: 'brandt', fullName: 'Jonas Brandt', rank: 'KOK', roles: ['SACHBEARBEITUNG'] },
  konferenz: { login: 'konferenz', fullName: 'Ruth Assmann', rank: 'KDin', roles: ['KONFERENZLEITUNG'] },
  protokoll: { login: 'protokoll', fullName: 'Eike Holtmann', rank: 'KK', roles: ['PROTOKOLL'] },
  lesen: { login: 'lesen', fullName: 'Paul Nieweg', rank: 'KHK', roles: ['LESEN'] },
  lka: {
    login: 'lka',
    fullName: 'Vera Tillmann',
    rank: 'KDin',
    roles: ['LKA_KOORDINATION'],
    officeName: 'LKA NRW',
  },
  datenschutz: { login: 'datenschutz', fullName: 'Henrike Vossloh', rank: 'ORRin', roles: ['DATENSCHUTZ'] },
  fremd: {
    login: 'fremd',
    fullName: 'Tim Ackermann',
    rank: 'KOK',
    roles: ['SACHBEARBEITUNG'],
    officeName: 'KI ST Nachbarstadt',
  },
} as const satisfies Record<string, Person>;
export type PersonName = keyof typeof PEOPLE;

export const passphraseOf = (login: string) => `wolke treppe ${login} fenster 7`;

export class CallError extends AppError {}

export type Call = <N extends OperationName>(op: N, input: Input<N>) => Promise<Output<N>>;

export class TestOffice {
  readonly dir: string;
  readonly clock: TestClock;
  readonly events: CoreEvent[] = [];
  kernel: Kernel;
  #pipeline: Pipeline;

  constructor(dir: string, clock: TestClock) {
    this.dir = dir;
    this.clock = clock;
    this.kernel = this.#newKernel();
    this.#pipeline = new Pipeline(this.kernel);
  }

  #newKernel(): Kernel {
    return new Kernel({
      vaultDir: this.dir,
      clock: this.clock,
      kdf: CHEAP_KDF,
      validateOutput: true,
      emit: (event) => this.events.push(event),
    });
  }

  /** Any request as the renderer could send it. */
  async raw(op: unknown, input: unknown): Promise<Reply> {
    return JSON.parse(await this.#pipeline.call(JSON.stringify({ op, input }))) as Reply;
  }

  /** A typed call that throws what the renderer would get as an error. */
  call: Call = async (op, input) => {
    const reply = await this.raw(op, input);
    if (!reply.ok) throw new CallError(reply.error.code, reply.error.message, reply.error.fields);
    return reply.value as never;
  };

  /** Locks like the shell does (flush, new process) and signs in as somebody else. */
  async signIn(name: PersonName): Promise<Call> {
    this.lock();
    const { login } = PEOPLE[name];
    await this.call('session.login', { login, passphrase: passphraseOf(login) });
    return this.call;
  }

  /** Signs in as the Leitung and confirms the date, if the clock is in doubt (a test's clock jumps). */
  async confirmDate(): Promise<void> {
    const call = await this.signIn('leitung');
    const { alarm, today } = await call('clock.state', {});
    if (alarm) await call('clock.confirm', { id: alarm.id, date: today });
  }

  lock(reason: LockReason = 'USER'): void {
    this.kernel.flush(reason);
    this.kernel = this.#newKernel();
    this.#pipeline = new Pipeline(this.kernel);
  }

  /** Direct look into the open database, for what no operation shows (the log, constraints). */
  get db() {
    if (!this.kernel.open) throw new Error('nobody is signed in');
    return this.kernel.open.db;
  }

  /** The printed recovery key of this office. */
  get recoveryKey(): string {
    return recoveryKey;
  }

  /** Hands bytes over as the shell does and returns their transfer id. */
  transfer(bytes: Uint8Array): string {
    const id = this.kernel.transfers.put(bytes);
    if (!id) throw new Error('transfer too large');
    return id;
  }

  dispose(): void {
    this.lock();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

let template: Promise<string> | null = null;
/** As printed when the template was founded; the copies share it. */
let recoveryKey = '';

/** A fresh office for one test. The first call of a test file builds the template that the others copy. */
export async function openTestOffice(clock = new TestClock()): Promise<TestOffice> {
  template ??= buildTemplate();
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-test-'));
  const vaultDir = join(dir, 'vault');
  cpSync(await template, vaultDir, { recursive: true });
  return new TestOffice(vaultDir, clock);
}

async function buildTemplate(): Promise<string> {
  const office = new TestOffice(
    join(mkdtempSync(join(tmpdir(), 'fallakte-template-')), 'vault'),
    new TestClock('2026-11-01T08:00:00Z'),
  );
  process.once('exit', () => rmSync(join(office.dir, '..'), { recursive: true, force: true }));
  const { admin, leitung, ...others } = PEOPLE;
  const founded = await office.call('session.createVault', {
    officeName: OFFICE,
    administrator: {
      login: admin.login,
      fullName: admin.fullName,
      rank: admin.rank,
      passphrase: passphraseOf(admin.login),
    },
    second: {
      login: leitung.login,
      fullName: leitung.fullName,
      rank: leitung.rank,
      passphrase: passphraseOf(leitung.login),
      role: 'LEITUNG',
    },
  });
  recoveryKey = founded.recoveryKey;
  const asAdmin = await office.signIn('admin');
  const requests: { requestId: string; oneTimeCode: string; login: string }[] = [];
  for (const person of Object.values(others) as Person[]) {
    const { login, fullName, rank, roles } = person;
    const made = await asAdmin('users.requestCreate', {
      login,
      fullName,
      rank,
      roles: [...roles],
      officeName: person.officeName ?? OFFICE,
    });
    requests.push({ ...made, login });
  }
  const asLeitung = await office.signIn('leitung');
  for (const { requestId } of requests) await asLeitung('users.decideRequest', { requestId, approve: true });
  for (const { login, oneTimeCode } of requests) {
    office.lock();
    await office.call('session.login', { login, passphrase: oneTimeCode });
    await office.call('session.activate', { passphrase: passphraseOf(login) });
  }
  office.lock();
  return office.dir;
}
