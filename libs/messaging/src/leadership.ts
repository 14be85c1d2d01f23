import type { PoolClient } from 'pg';

/** A session that holds an advisory lock for as long as it lives. */
export type Leadership = {
  /** False once the connection, and with it the lock, is gone. */
  readonly held: boolean;
  /** Runs a statement in the session of the lock: who leads no more cannot do it. */
  query(sql: string, params: readonly unknown[]): Promise<void>;
  release(): Promise<void>;
};

/** Tries to become the only one of all processes that does `task` on this database. */
export async function tryToLead(
  connect: () => Promise<PoolClient>,
  task: string,
): Promise<Leadership | undefined> {
  const session = new Session(await connect());
  try {
    if (await session.lock(task)) return session;
    session.end();
    return undefined;
  } catch (error) {
    session.end(true);
    throw error;
  }
}

/** A connection taken out of its pool; given back once, when the lock is released or lost. */
class Session implements Leadership {
  held = true;
  private task = '';
  private readonly lost = (): void => this.end(true);

  constructor(private readonly client: PoolClient) {
    client.on('error', this.lost);
    client.on('end', this.lost);
  }

  async lock(task: string): Promise<boolean> {
    this.task = task;
    const { rows } = await this.client.query<{ led: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS led',
      [task],
    );
    return rows[0]?.led === true;
  }

  async query(sql: string, params: readonly unknown[]): Promise<void> {
    if (!this.held) throw new Error(`no longer the ${this.task}`);
    try {
      await this.client.query(sql, [...params]);
    } catch (error) {
      // Whatever it was, such as an answer that never came: the next session may do better.
      this.end(true);
      throw error;
    }
  }

  async release(): Promise<void> {
    if (!this.held) return;
    await this.client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [this.task]);
    this.end();
  }

  /** The pool listens to the errors of what is given back, so that none goes unheard. */
  end(broken = false): void {
    if (!this.held) return;
    this.held = false;
    this.client.release(broken);
    this.client.off('error', this.lost);
    this.client.off('end', this.lost);
  }
}
