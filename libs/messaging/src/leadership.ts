import type { PoolClient } from 'pg';

/** A session that holds an advisory lock for as long as it lives. */
export type Leadership = {
  /** False once the connection, and with it the lock, is gone. */
  readonly held: boolean;
  release(): Promise<void>;
};

/** Tries to become the only one of all processes that does `task` on this database. */
export async function tryToLead(
  connect: () => Promise<PoolClient>,
  task: string,
): Promise<Leadership | undefined> {
  const client = await connect();
  const state = { held: true };
  const lost = (): void => {
    state.held = false;
  };
  client.on('error', lost);
  client.on('end', lost);
  const end = (broken?: boolean): void => {
    lost();
    client.off('error', lost);
    client.off('end', lost);
    client.release(broken);
  };
  try {
    const { rows } = await client.query<{ led: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS led',
      [task],
    );
    if (rows[0]?.led) return leadership(client, task, state, end);
    end();
    return undefined;
  } catch (error) {
    end(true);
    throw error;
  }
}

function leadership(
  client: PoolClient,
  task: string,
  state: { held: boolean },
  end: (broken?: boolean) => void,
): Leadership {
  return {
    get held() {
      return state.held;
    },
    async release() {
      if (!state.held) return end(true);
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [task]);
      end();
    },
  };
}
