import type { Caller, IdempotencyKey, Reply } from '@o2c/runtime';
import type { FieldError } from '@o2c/contracts';
import type { Aggregate, AnyFact, Outcome } from './aggregate.js';
import type { Tx } from './tx.js';

/** What a write needs to know of its request. `idempotency` is absent for PATCH and PUT. */
export type RequestContext = {
  readonly caller: Caller;
  readonly idempotency?: IdempotencyKey | undefined;
};

/** A command that was carried out: its rows and the facts it made. */
export type Done<S, F extends AnyFact> = Extract<Outcome<S, F>, { status: 'done' }>;

/** What became of one command of many: what it would have been answered alone. */
export type Result = {
  readonly status: number;
  readonly body?: object;
  readonly problem?: {
    readonly code: string;
    readonly detail: string;
    readonly errors: readonly FieldError[];
  };
};

/** Turns what was done into the answer of the request. */
export type Answer<S, F extends AnyFact> = (done: Done<S, F>, tx: Tx) => Reply<unknown>;

/**
 * The write path of REST: concurrent requests for the same aggregate are gathered into one
 * transaction, each gets its own answer; key and answer are stored in the same transaction.
 */
export abstract class Writes {
  /** Runs one command; a refusal is thrown as DomainError, after it was stored under its key. */
  abstract run<S, C, F extends AnyFact>(
    context: RequestContext,
    aggregate: Aggregate<S, C, F>,
    command: C,
    answer: Answer<S, F>,
  ): Promise<Reply<unknown>>;

  /** Runs many commands of one request: 200 with one result per command, in their order. */
  abstract runAll<S, C, F extends AnyFact, K extends C>(
    context: RequestContext,
    aggregate: Aggregate<S, C, F>,
    commands: readonly K[],
    answer: (done: Done<S, F>, command: K) => Reply<object>,
  ): Promise<Reply<unknown>>;

  /** Runs a transaction that is no aggregate's, under the request's idempotency key. */
  abstract transact(
    context: RequestContext,
    work: (tx: Tx) => Promise<Reply<unknown>>,
  ): Promise<Reply<unknown>>;
}
