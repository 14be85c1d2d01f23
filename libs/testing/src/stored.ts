import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseUrl, withClient } from '@o2c/runtime';

/** Whatever a row holds; bigint and numeric come as text, as the server writes them. */
export type Row = Record<string, unknown>;

/** Asks a service's database on a server, beside the service. */
export async function stored<R extends Row>(
  serverUrl: string,
  service: string,
  sql: string,
  params: readonly unknown[] = [],
): Promise<readonly R[]> {
  return withClient(databaseUrl(serverUrl, 'o2c', service), async (client) => {
    return (await client.query<R>(sql, [...params])).rows;
  });
}

/** The address of the embedded PostgreSQL that runs on a data folder. */
export function embeddedServerUrl(dataDir: string): string {
  const read = (name: string): string => readFileSync(join(dataDir, 'postgres', name), 'utf8');
  return `postgres://postgres:${read('password').trim()}@127.0.0.1:${read('port').trim()}/postgres`;
}
