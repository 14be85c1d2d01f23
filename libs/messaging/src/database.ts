import type { Tx } from './tx.js';

/** Runs one parameterised statement and answers its rows. */
export type Read = <R extends object = Record<string, unknown>>(
  sql: string,
  params?: readonly unknown[],
) => Promise<R[]>;

/** The database of one service. */
export abstract class Database {
  /** Reads outside of any transaction. */
  abstract read<R extends object = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<R[]>;

  /** Several reads that see the same moment, so that what belongs together is told together. */
  abstract snapshot<T>(work: (read: Read) => Promise<T>): Promise<T>;

  /**
   * Runs `work` in one transaction; its facts are written at its end and sent after the commit.
   * Whatever it throws rolls everything back.
   */
  abstract transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
