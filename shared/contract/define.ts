/**
 * How an operation is declared. The contract is the product's table of contents: the pipeline of the vault
 * process, the renderer's client and the tests all derive from these declarations.
 */
import './messages';
import type { z } from 'zod';
import type { GrantKind } from '#shared/domain/access';
import type { Permission } from '#shared/domain/roles';

/** What the audit log records of an operation: one action name and the ids of the objects concerned. */
export interface AuditSpec<I extends z.ZodType, O extends z.ZodType> {
  readonly action: string;
  /** Ids (never names or texts) that the entry carries; `output` is undefined when the call was refused. */
  readonly ids?: (input: z.output<I>, output: z.output<O> | undefined) => readonly string[];
  /** Text that the log keeps apart from the hash skeleton, e.g. a query; readable by Datenschutz only. */
  readonly payload?: (input: z.output<I>) => string | null;
  /** Searching while typing is one entry, closed 2 s after the last key and before any other act. */
  readonly typing?: true;
}

export interface OperationSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command';
  readonly input: I;
  readonly output: O;
  /** `PUBLIC`: without a session (login screen). `SESSION`: any signed-in user. Several: any one of them. */
  readonly permission: 'PUBLIC' | 'SESSION' | Permission | readonly Permission[];
  /** Which persons the call touches; access is checked for each of them before the handler runs. */
  readonly persons?: (input: z.output<I>) => readonly string[];
  /**
   * A record through which the call touches persons whom its input does not name. The pipeline looks them up and checks access
   * to each of them as if they were named in `persons`.
   */
  readonly through?: { readonly record: 'MERGE'; readonly id: (input: z.output<I>) => string };
  /**
   * Grants that suffice for the persons besides the scope; without it see `grantSuffices`. With PURPOSE the operation also
   * works on a restricted file, with which nothing else is done but reading.
   */
  readonly grants?: readonly GrantKind[];
  /** A decision with legal effect: refused while the date of the system clock is in doubt (decision record 0031). */
  readonly decision?: true;
  /** An `unlogged` operation must say why nothing is lost for the control of lawfulness. */
  readonly audit: AuditSpec<I, O> | { readonly unlogged: string };
}

// biome-ignore lint/suspicious/noExplicitAny: the audit functions are contravariant in I and O; `any` is the only common supertype
export type AnyOperation = OperationSpec<any, any>;
export type FeatureContract = Readonly<Record<string, AnyOperation>>;

/** The permissions of an operation as a list; none for PUBLIC and SESSION. */
export function permissionsOf(spec: AnyOperation): readonly Permission[] {
  if (spec.permission === 'PUBLIC' || spec.permission === 'SESSION') return [];
  return typeof spec.permission === 'string' ? [spec.permission] : spec.permission;
}

/** Whether the call touches persons whose access the pipeline checks. */
export const touchesPersons = (spec: AnyOperation): boolean =>
  spec.persons !== undefined || spec.through !== undefined;

/** Whether a grant allows the operation on its person: the right to write all of them, any other the reading of the file. */
export function grantSuffices(spec: AnyOperation, kind: GrantKind): boolean {
  if (spec.grants) return spec.grants.includes(kind);
  if (kind === 'WRITE') return true;
  return spec.kind === 'query' && permissionsOf(spec).includes('CASE_READ');
}

/** A read. Its audit entry is committed before the answer leaves the vault process. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  spec: Omit<OperationSpec<I, O>, 'kind'>,
): OperationSpec<I, O> {
  return { kind: 'query', ...spec };
}

/** A change. Runs in one transaction together with its audit entry. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  spec: Omit<OperationSpec<I, O>, 'kind'>,
): OperationSpec<I, O> {
  return { kind: 'command', ...spec };
}

export type InputOf<S extends AnyOperation> = z.input<S['input']>;
export type ParsedInputOf<S extends AnyOperation> = z.output<S['input']>;
export type OutputOf<S extends AnyOperation> = z.output<S['output']>;
