import type { FollowUpHandler } from './handlers.js';
import { describe } from './failure.js';
import { doOrNarrowDown } from './narrow-down.js';
import type { PgDatabase } from './pg-database.js';
import type { Cause, Tx } from './tx.js';
import { newId, type Clock, type Logger } from '@o2c/runtime';

/** How many follow-ups of one kind run in one transaction. */
const BATCH = 100;

type Row = {
  id: number;
  kind: string;
  command: object;
  actor: string | null;
  causation_id: string | null;
  traceparent: string | null;
};

/** Runs what decisions left to do in the same service, kind by kind, oldest first. */
export class FollowUps {
  constructor(
    private readonly database: PgDatabase,
    private readonly handlers: ReadonlyMap<string, FollowUpHandler>,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Runs one batch; answers how many it did. One that cannot be done is parked. */
  runSome(): Promise<number> {
    const waiting = {
      doSome: (limit: number, tell: (rows: readonly Row[]) => void) => this.run(limit, tell),
      giveUp: (row: Row, error: unknown, attempts: number) => this.giveUp(row, error, attempts),
    };
    return doOrNarrowDown(waiting, BATCH);
  }

  private giveUp(row: Row, error: unknown, attempts: number): Promise<void> {
    this.logger.error({ followUp: row.kind, ...describe(error) }, 'follow-up parked');
    return this.database.inTurn(async (tx) => {
      this.park(tx, row, error, attempts);
      forget(tx, [row]);
    });
  }

  private run(limit: number, tell: (rows: readonly Row[]) => void): Promise<number> {
    return this.database.inTurn(async (tx) => {
      const rows = await tx.query<Row>(TAKE, [limit]);
      tell(rows);
      const [first] = rows;
      if (!first) return 0;
      const handler = this.handlers.get(first.kind);
      if (!handler) throw new Error(`nobody runs follow-up ${first.kind}`);
      const commands = rows.map((row) => row.command) as never[];
      const outcomes = await handler(commands, tx, rows.map(causeOf));
      for (const [index, row] of rows.entries()) {
        const outcome = outcomes[index];
        if (outcome?.status === 'refused') this.park(tx, row, outcome.error, 1);
      }
      forget(tx, rows);
      return rows.length;
    });
  }

  private park(tx: Tx, { kind, command }: Row, error: unknown, attempts: number): void {
    const { code, message } = describe(error);
    tx.write(
      `INSERT INTO parked (id, type, envelope, error, code, attempts, status, since)
       VALUES ($1, $2, $3, $4, $5, $6, 'parked', $7)`,
      [
        ...[newId(this.clock), `follow-up:${kind}`, JSON.stringify(command), message, code],
        ...[attempts, tx.now],
      ],
    );
  }
}

function forget(tx: Tx, rows: readonly Row[]): void {
  tx.write('DELETE FROM follow_ups WHERE id = ANY ($1::bigint[])', [rows.map(({ id }) => id)]);
}

function causeOf(row: Row): Cause {
  return {
    ...(row.causation_id === null ? {} : { id: row.causation_id }),
    ...(row.actor === null ? {} : { actor: row.actor }),
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  };
}

const TAKE = `
  SELECT id, kind, command, actor, causation_id, traceparent FROM follow_ups
   WHERE kind = (SELECT kind FROM follow_ups ORDER BY id LIMIT 1)
   ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`;
