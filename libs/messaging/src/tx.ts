import type { Fact } from '@o2c/contracts';

/** What a fact follows from: the fact or request that caused it. */
export type Cause = {
  /** Id of the causing fact; absent when a request caused it. */
  readonly id?: string;
  /** Name of the API key that acted; absent where the system acts by itself. */
  readonly actor?: string;
  readonly traceparent?: string;
};

/**
 * One transaction of one service. What is published in it is written once, at its end, at the
 * next positions of the outbox, so that position order is commit order.
 */
export interface Tx {
  /** Recorded time of the transaction. */
  readonly now: Date;
  /** Runs one parameterised statement and answers its rows. */
  query<R extends object = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<R[]>;
  /**
   * Runs one parameterised statement whose answer nobody needs; sent with what follows it, not
   * waited for. When it fails, the transaction fails with its error.
   */
  write(sql: string, params?: readonly unknown[]): void;
  /** Buffers facts of the catalogue for the outbox. */
  publish(facts: readonly Fact[], cause?: Cause): void;
  /** Leaves commands for the handler `@FollowUp(kind)` of this service, run after the commit. */
  followUp(kind: string, commands: readonly object[], cause?: Cause): void;
}
