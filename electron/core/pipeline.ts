/**
 * The one way into the vault: validate → session, permission, clock, case access → transaction with its log entry →
 * (in development and tests) validate the output. Nothing else calls a handler.
 */
import { z } from 'zod';
import { type AnyOperation, grantSuffices, permissionsOf, touchesPersons } from '#shared/contract/define';
import type { Reply } from '#shared/contract/errors';
import { findOperation } from '#shared/contract/index';
import { rolesAllow } from '#shared/domain/roles';
import { closeTyping, noteTyping, writeLog } from './audit/log';
import { requireConfirmedDate } from './clock/service';
import type { Context, CoreEvent, Session } from './context';
import { noteChange } from './database/changes';
import { closeFiles, holdsGrant, openFiles } from './database/scope';
import { personsOfMerge } from './duplicates/service';
import { AppError, ForbiddenError, NotFoundError } from './errors';
import { classify } from './failures';
import { handlers } from './handlers';
import type { Kernel, OpenVault } from './kernel';
import { requireGrants, requireReasons } from './reasons';
import type { AnyHandler } from './registry';

const requestSchema = z.object({ op: z.string().max(80), input: z.unknown() });

const MERGE = 'Die Zusammenführung';
const UNKNOWN_ACTION = 'UNBEKANNT';
const UNKNOWN: AppError = new AppError('INVALID_INPUT', 'Diese Funktion gibt es in dieser Version nicht.');

export class Pipeline {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Answers one request of the renderer, JSON in and out. Never throws. */
  async call(request: string): Promise<string> {
    return JSON.stringify(await this.#answer(request));
  }

  async #answer(request: string): Promise<Reply> {
    let op: string | null = null;
    let spec: AnyOperation | undefined;
    try {
      const parsed = requestSchema.safeParse(parseJson(request));
      if (!parsed.success) throw UNKNOWN;
      op = parsed.data.op;
      spec = findOperation(op);
      const handler = lookUp(op);
      if (!spec || !handler) throw UNKNOWN;
      const session = this.#authorise(spec);
      this.#kernel.watchClock();
      const input = validate(spec, parsed.data.input);
      const value = await this.#run(spec, handler, input, session);
      if (this.#kernel.options.validateOutput) spec.output.parse(value);
      return { ok: true, value };
    } catch (error) {
      const failure = classify(error);
      this.#logFailure(op, spec, failure);
      return { ok: false, error: failure.toData() };
    }
  }

  #authorise(spec: AnyOperation): Session | null {
    if (spec.permission === 'PUBLIC') return this.#kernel.open?.session ?? null;
    const session = this.#kernel.open?.session ?? null;
    if (!session) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
    if (!mayCall(spec, session) && !this.#mayControl(spec, session)) throw new ForbiddenError();
    return session;
  }

  /** The Datenschutz has no right to read cases; for the one file of an Einzelfallkontrolle the grant stands in for it. */
  #mayControl(spec: AnyOperation, session: Session): boolean {
    const { open, options } = this.#kernel;
    return (
      open !== null &&
      rolesAllow(session.user.roles, 'LOG_READ') &&
      touchesPersons(spec) &&
      grantSuffices(spec, 'CONTROL') &&
      holdsGrant(open.db, 'CONTROL', options.clock.now())
    );
  }

  async #run(
    spec: AnyOperation,
    handler: AnyHandler,
    input: unknown,
    session: Session | null,
  ): Promise<unknown> {
    if (typeof handler === 'function')
      return this.#transact(spec, input, session, (ctx) => handler(input, ctx));
    if ('flow' in handler) return this.#flow(spec, input, handler.flow);
    this.#transact({ ...spec, audit: { unlogged: '' } }, input, session, () => null);
    const prepared: unknown = await handler.prepare(input, this.#kernel);
    return this.#transact(spec, input, session, (ctx) => handler.commit(input, ctx, prepared));
  }

  async #flow(
    spec: AnyOperation,
    input: unknown,
    flow: (input: unknown, kernel: Kernel) => Promise<unknown>,
  ): Promise<unknown> {
    const value = await flow(input, this.#kernel);
    const open = this.#kernel.open;
    if (open) noteChange(open.db);
    if (open && 'action' in spec.audit) {
      const { action, ids, payload } = spec.audit;
      const entry = {
        action,
        outcome: 'OK',
        ids: ids?.(input, value) ?? [],
        payload: payload?.(input) ?? null,
      } as const;
      open.db
        .transaction(() => writeLog(open.db, this.#kernel.options.clock, open.session, entry))
        .immediate();
      this.#kernel.entryWritten();
    }
    return value;
  }

  #transact(
    spec: AnyOperation,
    input: unknown,
    session: Session | null,
    work: (ctx: Context) => unknown,
  ): unknown {
    const open = this.#kernel.open;
    if (!open || !session || open.session !== session) {
      throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
    }
    const events: CoreEvent[] = [];
    const extraIds: string[] = [];
    const after: (() => void)[] = [];
    const value = open.db
      .transaction(() => {
        if (spec.decision) requireConfirmedDate(open.db);
        const persons = spec.through
          ? personsOfMerge(open.db, spec.through.id(input as never))
          : (spec.persons?.(input as never) ?? []);
        openFiles(open.db, this.#kernel.options.clock.now(), persons);
        // In the same words as a merge whose files are hidden, also for who may call this through a control only.
        if (spec.through && persons.length === 0) throw new NotFoundError(MERGE);
        if (persons.length === 0 && !mayCall(spec, session)) throw new ForbiddenError();
        requireReasons({ db: open.db, session }, persons, undefined, spec.through && MERGE);
        requireGrants({ db: open.db, session }, spec, persons);
        const result = work(contextOf(this.#kernel, open, session, { extraIds, events, after }));
        closeFiles(open.db);
        this.#log(open, session, spec, input, result, extraIds);
        return result;
      })
      .immediate();
    if (spec.kind === 'command') noteChange(open.db);
    for (const work of after) work();
    for (const event of events) this.#kernel.options.emit(event);
    this.#kernel.entryWritten();
    return value;
  }

  #log(
    open: OpenVault,
    session: Session,
    spec: AnyOperation,
    input: unknown,
    value: unknown,
    extraIds: string[],
  ): void {
    if ('unlogged' in spec.audit) return;
    const { clock } = this.#kernel.options;
    const ids = [...(spec.audit.ids?.(input, value) ?? []), ...extraIds];
    const payload = spec.audit.payload?.(input) ?? null;
    if (spec.audit.typing && payload) {
      noteTyping(open.db, clock, session, payload, ids);
      this.#kernel.armTyping();
      return;
    }
    closeTyping(open.db, clock, session);
    writeLog(open.db, clock, session, { action: spec.audit.action, outcome: 'OK', ids, payload });
  }

  /** A refused or failed call leaves its trace in a transaction of its own (architecture §3). */
  #logFailure(op: string | null, spec: AnyOperation | undefined, failure: AppError): void {
    const open = this.#kernel.open;
    if (!open) return;
    // A name that the contract does not know is text of the caller: it must not enter a log that nobody can correct.
    const action = spec
      ? 'action' in spec.audit
        ? spec.audit.action
        : (op ?? UNKNOWN_ACTION)
      : UNKNOWN_ACTION;
    try {
      open.db
        .transaction(() => {
          closeTyping(open.db, this.#kernel.options.clock, open.session);
          writeLog(open.db, this.#kernel.options.clock, open.session, {
            action,
            outcome: failure.code === 'INTERNAL' || failure.code === 'DISK_FULL' ? 'FAILED' : 'REFUSED',
            ids: [],
            code: failure.code,
          });
        })
        .immediate();
    } catch {
      // The disk is full or the vault is damaged: the caller already gets that error, there is nothing to add.
    }
  }
}

interface Collected {
  /** What the handler adds to the log entry. */
  readonly extraIds: string[];
  /** What the interface is told after the commit. */
  readonly events: CoreEvent[];
  readonly after: (() => void)[];
}

/** What a handler gets; `collected` takes what it wants done after its work. */
export function contextOf(
  kernel: Kernel,
  open: OpenVault,
  session: Session,
  collected: Collected = { extraIds: [], events: [], after: [] },
): Context {
  return {
    db: open.db,
    clock: kernel.options.clock,
    session,
    auditIds: (...ids) => collected.extraIds.push(...ids),
    emit: (event) => collected.events.push(event),
    afterCommit: (work) => collected.after.push(work),
    transfer: (id) => kernel.transfers.get(id),
    dropTransfer: (id) => kernel.transfers.drop(id),
    vault: open.vault,
    checkpoint: () => kernel.checkpointInTransaction(open, session),
  };
}

function mayCall(spec: AnyOperation, session: Session): boolean {
  if (spec.permission === 'PUBLIC' || spec.permission === 'SESSION') return true;
  return permissionsOf(spec).some((permission) => rolesAllow(session.user.roles, permission));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function lookUp(op: string): AnyHandler | undefined {
  const [feature = '', name = ''] = op.split('.', 2);
  const group = Object.hasOwn(handlers, feature)
    ? (handlers as Record<string, Record<string, AnyHandler>>)[feature]
    : undefined;
  return group && Object.hasOwn(group, name) ? group[name] : undefined;
}

function validate(spec: AnyOperation, input: unknown): unknown {
  const result = spec.input.safeParse(input);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const path = issue.path.join('.');
    if (!(path in fields)) fields[path] = issue.message;
  }
  throw new AppError('INVALID_INPUT', 'Bitte prüfen Sie die markierten Felder.', fields);
}
