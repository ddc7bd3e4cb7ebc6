/** Binds every operation of the contract to its handler; a missing or a surplus one is a compile error. */
import type { AnyOperation, FeatureContract, OutputOf, ParsedInputOf } from '#shared/contract/define';
import type { Context } from './context';
import type { Kernel } from './kernel';

/** Runs inside one transaction, never awaits: a transaction must not be held across `await`. */
export type Handler<S extends AnyOperation> = (input: ParsedInputOf<S>, ctx: Context) => OutputOf<S>;

/** For the few operations that must wait (key derivation, reading a list): manages its own transactions. */
export interface Flow<S extends AnyOperation> {
  readonly flow: (input: ParsedInputOf<S>, kernel: Kernel) => Promise<OutputOf<S>>;
}

export type HandlersOf<C extends FeatureContract> = {
  readonly [O in keyof C]: Handler<C[O]> | Flow<C[O]>;
};

// biome-ignore lint/suspicious/noExplicitAny: the pipeline has checked input and output against the declaration
export type AnyHandler = Handler<any> | Flow<any>;

export function isFlow(handler: AnyHandler): handler is Flow<AnyOperation> {
  return typeof handler !== 'function';
}
