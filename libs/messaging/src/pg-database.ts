import { withClient, type Clock } from '@o2c/runtime';
import type { AnyEvent, Source } from '@o2c/contracts';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { crashAt } from './crash-points.js';
import { Database, type Read } from './database.js';
import { Partitions } from './partitions.js';
import { PgTransaction, streamOf } from './pg-transaction.js';
import { prepared } from './prepared.js';
import { Pulse } from './pulse.js';
import { Turns } from './turns.js';
import type { Tx } from './tx.js';

/** What the database tells after a commit. */
export type CommitListener = {
  /** Facts that are now at their positions, in order. */
  published(facts: readonly AnyEvent[]): void;
  /** The answer to a commit with facts never came: they may be there, or come a little later. */
  inDoubt(): void;
  /** Follow-ups were left. */
  leftFollowUps(): void;
};

/** A service's database on PostgreSQL. */
export class PgDatabase extends Database {
  readonly partitions: Partitions;
  private readonly turns = new Turns();
  private readonly listeners: CommitListener[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly source: Source | undefined,
    private readonly clock: Clock,
    private readonly pulse: Pulse,
  ) {
    super();
    this.partitions = new Partitions(this);
  }

  /** On the pool under TypeORM: reads and writes of the write path go to `pg` directly. */
  static on(dataSource: DataSource, source: Source | undefined, clock: Clock): PgDatabase {
    const { master } = dataSource.driver as unknown as { master: Pool };
    const { url } = dataSource.options as { readonly url: string };
    return new PgDatabase(master, source, clock, new Pulse(() => greeted(url)));
  }

  /** Tells the listener of every commit in this process. */
  onCommit(listener: CommitListener): void {
    this.listeners.push(listener);
  }

  /** A connection of its own, for a session lock; the caller releases it. */
  connect(): Promise<PoolClient> {
    return this.pool.connect();
  }

  async read<R extends object>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
    const { rows } = await this.onConnection((client) => client.query(prepared(sql, params)));
    return rows as R[];
  }

  async snapshot<T>(work: (read: Read) => Promise<T>): Promise<T> {
    return this.onConnection(async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const read: Read = async <R extends object>(sql: string, params: readonly unknown[] = []) =>
        (await client.query(prepared(sql, params))).rows as R[];
      const result = await work(read);
      await client.query('COMMIT');
      return result;
    });
  }

  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    await this.partitions.ensure('outbox', [this.clock.iso().slice(0, 10)]);
    return this.onConnection(async (client) => {
      const tx = new PgTransaction(client, this.source, this.clock);
      tx.begin();
      try {
        const result = await work(tx);
        if (tx.hasFacts) crashAt('before-commit', this.source ?? '');
        const facts = await tx.commit();
        if (tx.hasFacts) crashAt('after-commit', this.source ?? '');
        this.tell(tx, facts);
        return result;
      } catch (error) {
        if (tx.askedToCommit && tx.hasFacts) this.doubt();
        throw tx.reasonOf(error);
      }
    });
  }

  /** Runs the work, a transaction of many, when its turn has come. */
  turn<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(work);
  }

  /** A transaction that begins when its turn has come; for work that comes in numbers. */
  inTurn<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.turn(() => this.transaction(work));
  }

  /** The same for a request, whose caller waits for its answer. */
  inTurnForRequest<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.turns.take(() => this.transaction(work), true);
  }

  /** Hangs up on a database that is silent. */
  private onConnection<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.pulse.during(async (silence) => {
      const client = await this.pool.connect();
      const hangUp = (): unknown => streamOf(client).destroy();
      silence.addEventListener('abort', hangUp);
      if (silence.aborted) hangUp();
      try {
        return await using(client, work);
      } finally {
        silence.removeEventListener('abort', hangUp);
      }
    });
  }

  private doubt(): void {
    for (const listener of this.listeners) listener.inDoubt();
  }

  private tell(tx: PgTransaction, facts: readonly AnyEvent[]): void {
    for (const listener of this.listeners) {
      if (facts.length > 0) listener.published(facts);
      if (tx.leftFollowUps > 0) listener.leftFollowUps();
    }
  }
}

/** Resolves as soon as a new client was let in; its goodbye may take longer. */
function greeted(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    withClient(url, async () => resolve()).catch(reject);
  });
}

/** Rolls back whatever is open when the work fails, and gives the connection back to its pool. */
async function using<T>(client: PoolClient, work: (client: PoolClient) => Promise<T>): Promise<T> {
  let broken: Error | undefined;
  // Between two statements nobody else would hear that the connection is gone: it would end us.
  const lost = (error: Error): void => {
    broken = error;
  };
  client.on('error', lost);
  try {
    return await work(client);
  } catch (error) {
    broken ??= wasNeverAnswered(error) ?? (await rollBack(client));
    throw error;
  } finally {
    client.off('error', lost);
    client.release(broken);
  }
}

/** Whatever is asked next would wait behind a statement that nobody answers. */
function wasNeverAnswered(error: unknown): Error | undefined {
  return error instanceof Error && /read timeout/i.test(error.message) ? error : undefined;
}

/** Answers an error when the connection cannot be used any more. */
async function rollBack(client: {
  query(sql: string): Promise<unknown>;
}): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
