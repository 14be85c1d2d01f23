import { Injectable } from '@nestjs/common';
import { SCOPES, type Scope } from '@o2c/contracts';
import { Clock, newId, newSecret } from '@o2c/runtime';
import { Database, type Tx } from '@o2c/messaging';
import { digest } from './digest.js';

/** An API key as it is stored: never the key itself. */
export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly unlimited: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly version: number;
};

/** What a new key is to be. */
export type NewKey = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly unlimited: boolean;
  readonly expiresAt: Date | null;
};

const COLUMNS = `id, name, scopes, unlimited, created_at AS "createdAt",
  expires_at AS "expiresAt", revoked_at AS "revokedAt", version`;

/** The keys of this installation. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Makes a key; its text is known to the caller alone, and only now. */
  async create(
    tx: Tx,
    key: NewKey,
    text = `o2c_${newSecret()}`,
  ): Promise<ApiKey & { key: string }> {
    const [row] = await tx.query<ApiKey>(
      `INSERT INTO api_keys (id, name, hash, scopes, unlimited, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
      [newId(this.clock), key.name, digest(text), key.scopes, key.unlimited, tx.now, key.expiresAt],
    );
    if (!row) throw new Error('the key was not stored');
    return { ...row, key: text };
  }

  /** The first start makes one key with all scopes; later starts make none. */
  async ensureFirst(bootstrap: string | undefined): Promise<string | undefined> {
    if (bootstrap !== undefined) {
      await this.ensureBootstrap(bootstrap);
      return undefined;
    }
    return this.database.transaction(async (tx) => {
      tx.write(`SELECT pg_advisory_xact_lock(hashtextextended('first api key', 0))`);
      const [any] = await tx.query('SELECT 1 FROM api_keys LIMIT 1');
      if (any) return undefined;
      const all = { name: 'first key', scopes: SCOPES, unlimited: false, expiresAt: null };
      return (await this.create(tx, all)).key;
    });
  }

  async findByText(text: string): Promise<ApiKey | undefined> {
    const [row] = await this.database.read<ApiKey>(
      `SELECT ${COLUMNS} FROM api_keys WHERE hash = $1`,
      [digest(text)],
    );
    return row;
  }

  async findById(id: string): Promise<ApiKey | undefined> {
    const [row] = await this.database.read<ApiKey>(
      `SELECT ${COLUMNS} FROM api_keys WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** Keys in the order in which they were made; one more than `limit` tells of a next page. */
  list(after: string | undefined, limit: number): Promise<ApiKey[]> {
    return this.database.read<ApiKey>(
      `SELECT ${COLUMNS} FROM api_keys WHERE ($1::uuid IS NULL OR id > $1::uuid)
        ORDER BY id LIMIT $2`,
      [after ?? null, limit + 1],
    );
  }

  /** Changes a key if it is still at this version. */
  async change(
    id: string,
    version: number,
    change: { name?: string | undefined; revoked?: boolean | undefined },
  ): Promise<ApiKey | undefined> {
    const [row] = await this.database.read<ApiKey>(
      `UPDATE api_keys
          SET name = coalesce($3, name), version = version + 1,
              revoked_at = CASE WHEN $4 THEN coalesce(revoked_at, $5) ELSE revoked_at END
        WHERE id = $1 AND version = $2 RETURNING ${COLUMNS}`,
      [id, version, change.name ?? null, change.revoked ?? false, this.clock.now()],
    );
    return row;
  }

  private async ensureBootstrap(text: string): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(
        `INSERT INTO api_keys (id, name, hash, scopes, unlimited, created_at)
         VALUES ($1, 'bootstrap key', $2, $3, true, $4)
         ON CONFLICT (hash) DO UPDATE SET scopes = excluded.scopes, unlimited = true`,
        [newId(this.clock), digest(text), SCOPES, tx.now],
      ),
    );
  }
}
