import { newId, type Clock } from '@o2c/runtime';
import type pg from 'pg';
import type { Written } from './written-rows.js';

/** A column, and whether it is of the primary key. */
type Column = { readonly name: string; readonly type: string; readonly inKey: boolean };

/** Rows of the real table by column, as text; null is null. */
type Sample = readonly (readonly (string | null)[])[];

/** Cycles that are written together. */
export const BATCH = 100;

const SAMPLE_ROWS = 500;

/**
 * A bare table in the place of a real one: its columns, its primary key, rows of its widths; no
 * other index, no constraint, no trigger.
 */
export class FloorTable {
  private serial = 1_000_000;
  /** Keys of rows that are there, by column of the key, the newest last. */
  private known: (string | null)[][];
  private cycles = 0;

  private constructor(
    private readonly table: string,
    private readonly columns: readonly Column[],
    private readonly sample: Sample,
    private readonly written: Written,
    private readonly clock: Clock,
  ) {
    this.known = columns.flatMap(({ inKey }, index) => (inKey ? [[...(sample[index] ?? [])]] : []));
  }

  /** Makes the table of the real one, and fills it where cycles only change what is there. */
  static async like(
    real: pg.Client,
    floor: pg.Client,
    table: string,
    written: Written,
    clock: Clock,
  ): Promise<FloorTable> {
    const columns = (await real.query<Column>(COLUMNS, [`public.${quoted(table)}`])).rows;
    const sample = await sampleOf(real, table, columns);
    const made = new FloorTable(table, columns, sample, written, clock);
    await floor.query(made.creation());
    await floor.query(made.insertion(), [...sample]);
    return made;
  }

  /** Writes what a batch of cycles writes into this table. */
  async write(client: pg.Client): Promise<void> {
    const { inserted, updated, deleted } = this.written;
    const [before, after] = [this.cycles, (this.cycles += BATCH)];
    const due = (each: number) => Math.round(each * after) - Math.round(each * before);
    if (due(inserted) > 0) await this.insert(client, due(inserted));
    if (due(updated) > 0) await this.update(client, due(updated));
    if (due(deleted) > 0) await this.remove(client, due(deleted));
  }

  private async insert(client: pg.Client, count: number): Promise<void> {
    const fresh = this.freshColumn();
    const values = this.columns.map(({ type }, index) => {
      if (index === fresh) return Array.from({ length: count }, () => this.freshValue(type));
      const column = this.sample[index] ?? [];
      return Array.from({ length: count }, (_, row) => column[row % column.length] ?? null);
    });
    await client.query({ name: `insert ${this.table}`, text: this.insertion(), values });
    const keys = values.filter((_, index) => this.columns[index]?.inKey);
    this.known = this.known.map((old, index) => [...old, ...(keys[index] ?? [])].slice(-KEPT));
  }

  /** Rows that are there are changed once each by a statement; a hot row once by a batch. */
  private async update(client: pg.Client, count: number): Promise<void> {
    const rows = this.known[0]?.length ?? 0;
    const rounds = rows < FEW ? 1 : Math.ceil(count / rows);
    const each = Math.min(rows, Math.ceil(count / rounds));
    const changed = this.columns.flatMap(({ inKey }, index) => {
      const column = this.sample[index] ?? [];
      return inKey ? [] : [Array.from({ length: each }, (_, row) => column[row % column.length])];
    });
    if (each === 0 || changed.length === 0) return;
    const values = [...this.known.map((keys) => keys.slice(-each)), ...changed];
    for (let round = 0; round < rounds; round++) {
      await client.query({ name: `update ${this.table}`, text: this.change(), values });
    }
  }

  private async remove(client: pg.Client, count: number): Promise<void> {
    const values = this.known.map((keys) => keys.slice(-count));
    this.known = this.known.map((keys) => keys.slice(0, -count));
    await client.query({ name: `delete ${this.table}`, text: this.removal(), values });
  }

  /** The column of the key that makes a row another one. */
  private freshColumn(): number {
    const isFresh = (pattern: RegExp) =>
      this.columns.findIndex(({ inKey, type }) => inKey && pattern.test(type));
    return [/^uuid$/, /int/, /^text|^character/].map(isFresh).find((index) => index >= 0) ?? -1;
  }

  private freshValue(type: string): string {
    return type === 'uuid' ? newId(this.clock) : String(++this.serial);
  }

  /** Nothing is left to be done to it while the system is measured. */
  private creation(): string {
    const columns = this.columns.map(({ name, type }) => `${quoted(name)} ${type}`);
    const key = this.key().map(({ name }) => quoted(name));
    const primary = key.length === 0 ? [] : [`PRIMARY KEY (${key.join(', ')})`];
    return `CREATE TABLE ${quoted(this.table)} (${[...columns, ...primary].join(', ')})
      WITH (autovacuum_enabled = off, toast.autovacuum_enabled = off)`;
  }

  private insertion(): string {
    const names = this.columns.map(({ name }) => quoted(name)).join(', ');
    return `INSERT INTO ${quoted(this.table)} (${names})
      SELECT ${typed(this.columns)} FROM ${unnested(this.columns)}`;
  }

  private change(): string {
    const [key, others] = [this.key(), this.columns.filter(({ inKey }) => !inKey)];
    const sets = others.map(({ name, type }) => `${quoted(name)} = v.${quoted(name)}::${type}`);
    return `UPDATE ${quoted(this.table)} t SET ${sets.join(', ')}
      FROM ${unnested([...key, ...others])} WHERE ${matched(key)}`;
  }

  private removal(): string {
    const key = this.key();
    return `DELETE FROM ${quoted(this.table)} t USING ${unnested(key)} WHERE ${matched(key)}`;
  }

  private key(): readonly Column[] {
    return this.columns.filter(({ inKey }) => inKey);
  }
}

/** Keys that are kept: rows of some batches. */
const KEPT = 5 * BATCH;
/** Fewer rows than this are hot: one update for a batch serves them. */
const FEW = 20;

async function sampleOf(
  real: pg.Client,
  table: string,
  columns: readonly Column[],
): Promise<Sample> {
  const texts = columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
  const { rows } = await real.query<(string | null)[]>({
    text: `SELECT ${texts} FROM ${quoted(table)} ORDER BY random() LIMIT ${SAMPLE_ROWS}`,
    rowMode: 'array',
  });
  if (rows.length === 0) return columns.map(({ type }) => [madeUp(type)]);
  return columns.map((_, index) => rows.map((row) => row[index] ?? null));
}

/** For a table whose rows have all gone again: a value of the usual width. */
function madeUp(type: string): string {
  const widths: readonly (readonly [RegExp, string])[] = [
    [/\[\]$/, '{}'],
    [/^uuid/, '01932b5a-0000-7000-8000-000000000001'],
    [/int|numeric|double/, '1'],
    [/^bool/, 'true'],
    [/^timestamp|^date/, '2026-01-01'],
    [/^json/, '{"text":"as long as a short row of data usually is"}'],
  ];
  return widths.find(([pattern]) => pattern.test(type))?.[1] ?? 'ten to twenty signs';
}

function typed(columns: readonly Column[]): string {
  return columns.map(({ name, type }) => `v.${quoted(name)}::${type}`).join(', ');
}

function unnested(columns: readonly Column[]): string {
  const parameters = columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
  return `unnest(${parameters}) AS v (${columns.map(({ name }) => quoted(name)).join(', ')})`;
}

function matched(key: readonly Column[]): string {
  return key
    .map(({ name, type }) => `t.${quoted(name)} = v.${quoted(name)}::${type}`)
    .join(' AND ');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const COLUMNS = `
  SELECT attname AS name, format_type(atttypid, atttypmod) AS type,
         coalesce(attnum = ANY (indkey), false) AS "inKey"
    FROM pg_attribute
    LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
   WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
   ORDER BY attnum`;
