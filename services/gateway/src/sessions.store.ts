import { Injectable } from '@nestjs/common';
import { Clock, newSecret } from '@o2c/runtime';
import { Database } from '@o2c/messaging';
import type { ApiKey } from './api-keys.store.js';
import { digest } from './digest.js';

/** A working day and its evening; then the key is asked for again. */
const LIFETIME_HOURS = 12;

/** A sign-in: its secret text, and when it ends. */
export type Session = { readonly text: string; readonly expiresAt: Date };

/** The sign-ins of this installation. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Begins a session, which ends with its key at the latest; those that have ended are removed. */
  async begin(key: ApiKey): Promise<Session> {
    const now = this.clock.now();
    const latest = new Date(now.getTime() + LIFETIME_HOURS * 3_600_000);
    const expiresAt = key.expiresAt && key.expiresAt < latest ? key.expiresAt : latest;
    const text = newSecret();
    await this.database.transaction(async (tx) => {
      await tx.query('DELETE FROM sessions WHERE expires_at <= $1', [now]);
      await tx.query(
        `INSERT INTO sessions (hash, api_key, created_at, expires_at) VALUES ($1, $2, $3, $4)`,
        [digest(text), key.id, now, expiresAt],
      );
    });
    return { text, expiresAt };
  }

  /** The id of the key for which a session stands; undefined when it has ended. */
  async keyOf(text: string): Promise<string | undefined> {
    const [row] = await this.database.read<{ key: string }>(
      `SELECT api_key AS key FROM sessions WHERE hash = $1 AND expires_at > $2`,
      [digest(text), this.clock.now()],
    );
    return row?.key;
  }

  /** Ends a session for good. */
  async end(text: string): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query('DELETE FROM sessions WHERE hash = $1', [digest(text)]),
    );
  }
}
