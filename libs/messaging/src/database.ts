import type { Tx } from './tx.js';

/** The database of one service. */
export abstract class Database {
  /** Reads outside of any transaction. */
  abstract read<R extends object = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<R[]>;

  /**
   * Runs `work` in one transaction; its facts are written at its end and sent after the commit.
   * Whatever it throws rolls everything back.
   */
  abstract transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
