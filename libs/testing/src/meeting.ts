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

/** The transaction, which meets the other one after the statement that has these words. */
export function meetingAt(
  words: string,
  tx: Tx,
  meeting: Meeting,
  change = (sql: string): string => sql,
): Tx {
  return withStatements(tx, async <R extends object>(sql: string, params?: readonly unknown[]) => {
    if (!sql.includes(words)) return tx.query<R>(sql, params);
    const rows = await tx.query<R>(change(sql), params);
    await meeting.meet();
    return rows;
  });
}

/** The codes with which the database refused those that failed; what else they failed for. */
export function failureCodes(ended: readonly PromiseSettledResult<unknown>[]): readonly unknown[] {
  return ended
    .filter((one) => one.status === 'rejected')
    .map(({ reason }) => (reason as { code?: unknown }).code ?? String(reason));
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
