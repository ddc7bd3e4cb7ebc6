/** Binds every operation of the contract to its handler; a missing or a surplus one is a compile error. */
import type { AnyOperation, FeatureContract, OutputOf, ParsedInputOf } from '#shared/contract/define';
import type { Context } from './context';
import type { Kernel } from './kernel';

/** Runs inside one transaction, never awaits: a transaction must not be held across `await`. */
export type Handler<S extends AnyOperation> = (input: ParsedInputOf<S>, ctx: Context) => OutputOf<S>;

/** Waits first (a key derivation, reading a file), then commits in one transaction as any handler does. */
export interface Prepared<S extends AnyOperation, P> {
  readonly prepare: (input: ParsedInputOf<S>, kernel: Kernel) => Promise<P>;
  readonly commit: (input: ParsedInputOf<S>, ctx: Context, prepared: P) => OutputOf<S>;
}

/** Only for what opens or closes the vault itself, and for jobs in several steps: manages its own transactions. */
export interface Flow<S extends AnyOperation> {
  readonly flow: (input: ParsedInputOf<S>, kernel: Kernel) => Promise<OutputOf<S>>;
}

export type HandlersOf<C extends FeatureContract> = {
  // biome-ignore lint/suspicious/noExplicitAny: what `prepare` hands to `commit` is the handler's own business
  readonly [O in keyof C]: Handler<C[O]> | Prepared<C[O], any> | Flow<C[O]>;
};

// biome-ignore lint/suspicious/noExplicitAny: the pipeline has checked input and output against the declaration
export type AnyHandler = Handler<any> | Prepared<any, any> | Flow<any>;
