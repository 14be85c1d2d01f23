import { Clock } from '@o2c/runtime';
import type pg from 'pg';
import { BATCH, FloorTable } from './floor-table.js';
import { open, query } from './sql.js';
import type { Written, WrittenRows } from './written-rows.js';

/** Batches that are on their way at once. */
const WRITERS = 2;

type Writer = { readonly client: pg.Client; readonly tables: readonly FloorTable[] };

/**
 * The machine's limit: a bare program that writes the rows of cycles, as many databases as the
 * system has, set-based, durable. No HTTP, no rules, no events.
 */
export class Floor {
  private constructor(private readonly writers: readonly (readonly Writer[])[]) {}

  /** Makes bare databases in the place of the real ones. */
  static async like(serverUrl: string, written: WrittenRows): Promise<Floor> {
    const clock = new Clock();
    for (const database of written.keys()) {
      await query(serverUrl, 'postgres', `CREATE DATABASE "${floorOf(database)}"`);
    }
    const writers: (readonly Writer[])[] = [];
    for (let number = 0; number < WRITERS; number++) {
      const databases: Writer[] = [];
      for (const [database, tables] of written) {
        databases.push(await writerOf(serverUrl, database, number, tables, clock));
      }
      writers.push(databases);
    }
    return new Floor(writers);
  }

  /** Writes for so many seconds. */
  async run(seconds: number): Promise<{ readonly cycles: number; readonly perSecond: number }> {
    const began = performance.now();
    const end = began + seconds * 1_000;
    const counts = await Promise.all(
      this.writers.map(async (databases) => {
        let count = 0;
        for (; performance.now() < end; count += BATCH) await Promise.all(databases.map(write));
        return count;
      }),
    );
    const cycles = counts.reduce((sum, count) => sum + count, 0);
    return { cycles, perSecond: (cycles / (performance.now() - began)) * 1_000 };
  }

  /** Closes the connections; the databases end with the stage. */
  async close(): Promise<void> {
    await Promise.all(this.writers.flat().map(({ client }) => client.end()));
  }
}

/** Each writer has tables of its own in each database, so that none waits for another one. */
async function writerOf(
  serverUrl: string,
  database: string,
  number: number,
  tables: ReadonlyMap<string, Written>,
  clock: Clock,
): Promise<Writer> {
  const client = await open(serverUrl, floorOf(database));
  await client.query(`CREATE SCHEMA writer${number}`);
  await client.query(`SET search_path TO writer${number}`);
  const real = await open(serverUrl, database);
  try {
    const made: FloorTable[] = [];
    for (const [table, each] of tables) {
      made.push(await FloorTable.like(real, client, table, each, clock));
    }
    return { client, tables: made };
  } finally {
    await real.end();
  }
}

function floorOf(database: string): string {
  return `floor_${database}`;
}

/** A transaction for a batch. */
async function write({ client, tables }: Writer): Promise<void> {
  await client.query('BEGIN');
  for (const table of tables) await table.write(client);
  await client.query('COMMIT');
}
