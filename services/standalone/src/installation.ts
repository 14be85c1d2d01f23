import { connect, databaseUrl, newSecret } from '@o2c/runtime';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class Installation1732300000000 implements MigrationInterface {
  readonly name = 'Installation1732300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE installations (one boolean PRIMARY KEY CHECK (one), id text)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE installations');
  }
}

/**
 * The id that this installation's databases keep. It prefixes topics and consumer groups, so that
 * fresh databases never meet the facts of older ones on the same broker.
 */
export async function installationId(serverUrl: string, prefix: string): Promise<string> {
  const source = await connect({
    name: 'installation',
    url: databaseUrl(serverUrl, prefix, 'installation'),
    migrations: [Installation1732300000000],
  });
  try {
    const [row] = await source.query<{ id: string }[]>(
      `INSERT INTO installations (one, id) VALUES (true, $1)
       ON CONFLICT (one) DO UPDATE SET id = installations.id RETURNING id`,
      [`o2c-${newSecret(6)}`],
    );
    if (!row) throw new Error('the installation has no id');
    return row.id;
  } finally {
    await source.destroy();
  }
}
