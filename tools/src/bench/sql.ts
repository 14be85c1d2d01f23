import pg from 'pg';

/** A connection to one database of a server. */
export async function open(serverUrl: string, database: string): Promise<pg.Client> {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}

/** One statement on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  serverUrl: string,
  database: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = await open(serverUrl, database);
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** The databases of a system, by the prefix of their names. */
export async function databasesOf(serverUrl: string, prefix: string): Promise<readonly string[]> {
  const rows = await query<{ datname: string }>(
    serverUrl,
    'postgres',
    `SELECT datname FROM pg_database WHERE datname LIKE $1 || '\\_%' ORDER BY 1`,
    [prefix],
  );
  return rows.map(({ datname }) => datname);
}
