import { type Aggregate, type Database, rowOf, type Tx } from '@o2c/messaging';
import { isUuid, notOfAPage, pageOf, type PageOf, type PageRequest } from '@o2c/runtime';
import { upsert } from './columns.js';
import { customerKind } from './domain/customer.js';
import {
  decideMaster,
  evolveMaster,
  masterRows,
  numberRow,
  rowOfId,
  unknown,
  type MasterCommand,
  type MasterFact,
  type MasterKind,
  type MasterRow,
} from './domain/master-data.js';
import { productKind } from './domain/product.js';
import { type Seller, sellerKind } from './domain/seller.js';

/** How sellers, customers and products are kept. */
export type Masters<D> = Aggregate<MasterRow<D>, MasterCommand<D>, MasterFact>;

/** The number that is made where the caller gives none. */
type Made = { readonly prefix: string; readonly sequence: string };

export const sellers = mastersOf(sellerKind, { prefix: 'S-', sequence: 'seller_numbers' });
export const customers = mastersOf(customerKind, { prefix: 'C-', sequence: 'customer_numbers' });
export const products = mastersOf(productKind);

/** Something with its version, as callers see it. */
export type Master<D> = { readonly id: string; readonly data: D; readonly version: number };

/** What `Register` and `Change` left of the thing with this id. */
export function masterOf<D>(
  kind: MasterKind<D>,
  rows: ReadonlyMap<string, MasterRow<D>>,
  id: string,
): Master<D> {
  const row = rowOf(rows, rowOfId(kind, id));
  if ('data' in row) return { id, ...row };
  throw new Error(`${id} is no ${kind.table}`);
}

/** Reads either a transaction or the database. */
export type Query = Tx['query'];

/** What an id or number means; throws DomainError (404) when nothing is called so. */
export async function masterNamed<D>(
  database: Database,
  kind: MasterKind<D>,
  name: string,
): Promise<Master<D>> {
  const [found] = await mastersNamed(database.read.bind(database), kind, [name]);
  if (!found) throw unknown(kind, name);
  return found;
}

/** Everything that is called by one of these ids or numbers, in order of number. */
export function mastersNamed<D>(
  query: Query,
  kind: MasterKind<D>,
  names: readonly string[],
): Promise<Master<D>[]> {
  return query<Master<D>>(
    `SELECT id, data, version FROM ${kind.table}
      WHERE id = ANY($1::uuid[]) OR number = ANY($2::text[]) ORDER BY number`,
    [names.filter(isUuid), names],
  );
}

/** The seller of this id or number; without a name the only one there is. */
export async function sellerFor(
  database: Database,
  name: string | undefined,
): Promise<Master<Seller> | undefined> {
  const query = database.read.bind(database);
  if (name !== undefined) return (await mastersNamed(query, sellerKind, [name]))[0];
  const all = await query<Master<Seller>>('SELECT id, data, version FROM sellers LIMIT 2');
  return all.length === 1 ? all[0] : undefined;
}

/**
 * A page of one kind, oldest first; `filters` are fields of the snapshot and their values, `search`
 * is a part of its name, number or sku (of one or two characters: how a word of them begins), `ids`
 * are those that are wanted alone.
 */
export async function masterPage<D>(
  database: Database,
  kind: MasterKind<D>,
  { after, limit }: PageRequest,
  { search, ids, ...filters }: MasterFilter,
): Promise<PageOf<Master<D>>> {
  const patterns = search === undefined ? [] : patternsOf(search);
  const found = patterns.map((_, index) => `${SEARCHED} ILIKE $${5 + index}`).join(' OR ');
  const wanted = Object.entries(filters).filter(([, value]) => value !== undefined);
  const sql = `SELECT id, data, version FROM ${kind.table}
    WHERE id > $1::uuid AND data @> $2::jsonb AND ($4::uuid[] IS NULL OR id = ANY ($4))
          ${found && `AND (${found})`}
    ORDER BY id LIMIT $3`;
  const params = [
    ...[uuidAfter(after), JSON.stringify(Object.fromEntries(wanted)), limit + 1],
    ids?.split(',').filter(isUuid) ?? null,
  ];
  const rows =
    patterns.length === 0
      ? await database.read<Master<D>>(sql, params)
      : await searched<Master<D>>(database, sql, [...params, ...patterns]);
  return pageOf(rows, limit, ({ id }) => id);
}

/** What is searched, as the indexes of customers and products hold it. */
const SEARCHED = `(coalesce(data->>'name', '') || ' ' || coalesce(data->>'number', '') || ' ' ||
  coalesce(data->>'sku', ''))`;

/** What many hold is found soonest by going through all, what few hold in the index of parts. */
function searched<R extends object>(
  database: Database,
  sql: string,
  params: readonly unknown[],
): Promise<R[]> {
  return database.snapshot(async (read) => {
    await read(`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`);
    return read<R>(sql, params);
  });
}

type MasterFilter = Readonly<Record<string, unknown>> & {
  readonly search?: string;
  readonly ids?: string;
};

/** The index of parts holds three characters each, and the first one or two of each word. */
const INDEXED_CHARACTERS = 3;

/** What holds this text anywhere; a short one where a word begins. */
function patternsOf(search: string): readonly string[] {
  const text = search.replace(/[\\%_]/g, '\\$&');
  return [...search].length < INDEXED_CHARACTERS ? [`${text}%`, `% ${text}%`] : [`%${text}%`];
}

/** Where a page begins: after the last id of the one before. Throws `page.invalid`. */
export function uuidAfter(after: string | undefined): string {
  if (after === undefined) return '00000000-0000-0000-0000-000000000000';
  if (isUuid(after)) return after;
  throw notOfAPage();
}

/** Locks names that have no row yet, in the order in which they come. */
export const LOCK_NAMES = `
  SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest($1::text[]) AS name`;

function mastersOf<D>(kind: MasterKind<D>, made?: Made): Masters<D> {
  const save = upsert<Master<D>>(kind.table, [
    ['id', 'uuid', ({ id }) => id],
    ['number', 'text', ({ data }) => kind.numberOf(data)],
    ['data', 'jsonb', ({ data }) => data],
    ['version', 'integer', ({ version }) => version],
  ]);
  return {
    resolve: (tx, commands) =>
      made ? numbered(tx, kind, made, commands) : Promise.resolve(commands),
    rows: (command) => masterRows(kind, command),
    loadMany: (tx, rows) => load(tx, kind, rows),
    decide: (state, command) => decideMaster(kind, state, command),
    evolve: (state, fact) => evolveMaster(kind, state, fact),
    saveMany: async (tx, changed) => {
      const rows = [...changed.values()].flatMap((row) =>
        'data' in row ? [{ id: kind.idOf(row.data), ...row }] : [],
      );
      tx.write(...save(rows));
    },
  };
}

async function load<D>(
  tx: Tx,
  kind: MasterKind<D>,
  rows: readonly string[],
): Promise<Map<string, MasterRow<D>>> {
  const numbers = named(rows, numberRow(kind, ''));
  const ids = named(rows, rowOfId(kind, ''));
  if (numbers.length > 0) tx.write(LOCK_NAMES, [numbers.map((name) => numberRow(kind, name))]);
  const taken = await tx.query<{ number: string; id: string }>(
    `SELECT number, id FROM ${kind.table} WHERE number = ANY($1::text[])`,
    [numbers],
  );
  const found = await tx.query<Master<D>>(
    `SELECT id, data, version FROM ${kind.table}
      WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  return new Map<string, MasterRow<D>>([
    ...taken.map(({ number, id }) => [numberRow(kind, number), { owner: id }] as const),
    ...found.map(({ id, data, version }) => [rowOfId(kind, id), { data, version }] as const),
  ]);
}

/** The names among row ids of one kind. */
export function named(rows: readonly string[], prefix: string): readonly string[] {
  return rows.filter((row) => row.startsWith(prefix)).map((row) => row.slice(prefix.length));
}

/** Gives a number to whatever is registered without one. */
async function numbered<D>(
  tx: Tx,
  kind: MasterKind<D>,
  { prefix, sequence }: Made,
  commands: readonly MasterCommand<D>[],
): Promise<readonly MasterCommand<D>[]> {
  const without = commands.filter((command) => isNumberless(kind, command));
  if (without.length === 0) return commands;
  const drawn = await tx.query<{ number: string }>(
    `SELECT nextval('${sequence}')::text AS number FROM generate_series(1, $1::int)`,
    [without.length],
  );
  return commands.map((command) => {
    if (command.type === 'Change' || !isNumberless(kind, command)) return command;
    const data = kind.numbered(command.data, `${prefix}${drawn.shift()?.number}`);
    return { ...command, data };
  });
}

function isNumberless<D>(kind: MasterKind<D>, command: MasterCommand<D>): boolean {
  return command.type === 'Register' && kind.numberOf(command.data) === '';
}
