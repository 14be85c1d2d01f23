import type { Database } from './database.js';

/** Tables that are partitioned by day. */
export type DailyTable = 'outbox' | 'inbox';

/** Makes sure that a day's partition exists before something is written to it. */
export class Partitions {
  private readonly known = new Set<string>();

  constructor(private readonly database: Pick<Database, 'read'>) {}

  /** Creates the missing partitions; a day known in this process costs nothing. */
  async ensure(table: DailyTable, days: readonly string[]): Promise<void> {
    for (const day of new Set(days)) {
      if (this.known.has(table + day)) continue;
      await this.create(table, day);
      this.known.add(table + day);
    }
  }

  /** Drops the partitions of days before this one. */
  async dropBefore(table: DailyTable, day: string): Promise<readonly string[]> {
    const old = await this.database.read<{ name: string }>(
      `SELECT child.relname AS name FROM pg_inherits
         JOIN pg_class child ON child.oid = inhrelid
        WHERE inhparent = $1::regclass AND child.relname < $2`,
      [table, partitionName(table, day)],
    );
    for (const { name } of old) {
      await this.database.read(`DROP TABLE IF EXISTS ${identifier(name)}`);
      this.known.delete(table + name.slice(table.length + 1).replaceAll('_', '-'));
    }
    return old.map(({ name }) => name);
  }

  private async create(table: DailyTable, day: string): Promise<void> {
    const name = partitionName(table, day);
    const found = await this.database.read('SELECT 1 FROM pg_class WHERE relname = $1', [name]);
    if (found.length > 0) return;
    try {
      await this.database.read(
        `CREATE TABLE IF NOT EXISTS ${identifier(name)} PARTITION OF ${table}
           FOR VALUES FROM ('${dateText(day)}') TO (date '${dateText(day)}' + 1)`,
      );
    } catch (error) {
      if (!existsAlready(error)) throw error;
    }
  }
}

function partitionName(table: DailyTable, day: string): string {
  return `${table}_${dateText(day).replaceAll('-', '_')}`;
}

/** DDL takes no parameters, so a day must look like one. */
function dateText(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`no date: ${day}`);
  return day;
}

function identifier(name: string): string {
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error(`no table name: ${name}`);
  return name;
}

/** Another process made the same partition at the same moment. */
function existsAlready(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === '42P07' || code === '23505';
}
