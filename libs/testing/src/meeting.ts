import type { Database, Tx } from '@o2c/messaging';
import { eventually } from './eventually.js';

/** Two transactions that are as much in each other's way as they can be. */
export class Meeting {
  private arrived = 0;

  constructor(private readonly database: Database) {}

  /** Returns when the other transaction is here too, or waits for a row that this one holds. */
  async meet(): Promise<void> {
    this.arrived += 1;
    await eventually(async () => {
      if (this.arrived > 1) return;
      const [row] = await this.database.read<{ waiting: number }>(WAITING);
      if (row?.waiting === 0) throw new Error('the other transaction has not come');
    });
  }
}

/** The transaction, with its statements in the hands of a test. */
export function withStatements(tx: Tx, query: Tx['query']): Tx {
  return {
    now: tx.now,
    query,
    write: (sql, params) => tx.write(sql, params),
    publish: (facts, cause) => tx.publish(facts, cause),
    followUp: (kind, commands, cause) => tx.followUp(kind, commands, cause),
  };
}

const WAITING = `
  SELECT count(*)::int AS waiting FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock'`;
