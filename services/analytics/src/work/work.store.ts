import { Injectable } from '@nestjs/common';
import type { WorkAnswer, WorkItem, WorkKind, WorkQuestion, WorkSort } from '@o2c/contracts';
import { Database, type Read } from '@o2c/messaging';
import { moneyJson } from '@o2c/money';
import { WORK_SQL } from './work-kinds.store.js';

type Row = Omit<WorkItem, 'since' | 'amount' | 'customer' | 'order' | 'document'> & {
  readonly since: Date;
  readonly minor: number | null;
  readonly currency: string | null;
  readonly customer: WorkItem['customer'] | null;
  readonly order: WorkItem['order'] | null;
  readonly document: string | null;
};

/** What waits for a person, as the read tables know it. */
@Injectable()
export class WorkTables {
  constructor(private readonly database: Database) {}

  /** A page of work and the counts of all kinds that are asked for, as of one moment. */
  read(question: Omit<WorkQuestion, 'customer'> & Subject, now: Date): Promise<WorkAnswer> {
    const { kinds, kind } = question;
    const listed = sqlOf(kind === undefined ? kinds : [kind]);
    return this.database.snapshot(async (read) => ({
      items: listed.length === 0 ? [] : await itemsOf(read, listed, question, now),
      counts: await countsOf(read, sqlOf(kinds), question, now),
    }));
  }
}

/** Whose work is wanted, by id. */
type Subject = { readonly customer?: string | undefined };

type Question = Omit<WorkQuestion, 'customer'> & Subject;

async function itemsOf(
  read: Read,
  known: readonly string[],
  { sort, after, limit, owner, customer }: Question,
  now: Date,
): Promise<WorkItem[]> {
  const { currency = null, minor = null, since = null, id = null } = after ?? {};
  const place = [since, id, currency ?? '~', -(minor ?? 0)];
  const rows = await read<Row>(pageSql(known, sort), [
    now,
    owner ?? null,
    customer ?? null,
    ...(sort === 'age' ? place.slice(0, 2) : place),
    limit,
  ]);
  return rows.map(itemOf);
}

async function countsOf(
  read: Read,
  known: readonly string[],
  { owner, customer }: Question,
  now: Date,
): Promise<{ [K in WorkKind]?: number }> {
  if (known.length === 0) return {};
  const rows = await read<{ kind: WorkKind; count: number }>(
    `SELECT kind, count(*) AS count FROM (${known.join(' UNION ALL ')})
            AS work (${COLUMNS})
      WHERE $1::timestamptz IS NOT NULL AND ${FILTER} GROUP BY kind`,
    [now, owner ?? null, customer ?? null],
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

function sqlOf(kinds: readonly WorkKind[]): readonly string[] {
  return kinds.flatMap((kind) => WORK_SQL[kind] ?? []);
}

function itemOf({ since, minor, currency, customer, order, document, ...row }: Row): WorkItem {
  return {
    ...row,
    since: since.toISOString(),
    amount: minor === null || currency === null ? null : moneyJson({ minor, currency }),
    ...(customer && { customer }),
    ...(order && { order }),
    ...(document !== null && { document }),
  };
}

const COLUMNS = `id, kind, subject, code, title, owner, since, minor, currency, customer, order_id,
  document, service, link`;

const FILTER = `($2::text IS NULL OR owner = $2) AND ($3::uuid IS NULL OR customer = $3)`;

/** Amounts of different currencies do not compare: they come currency by currency. */
const BY_AMOUNT = `coalesce(currency, '~') COLLATE "C", -coalesce(minor, 0)`;

function pageSql(known: readonly string[], sort: WorkSort): string {
  const age = `since, id COLLATE "C"`;
  const key = sort === 'age' ? age : `${BY_AMOUNT}, ${age}`;
  const place = sort === 'age' ? '$4::timestamptz, $5::text' : '$6::text, $7::bigint, $4, $5';
  const limit = sort === 'age' ? '$6' : '$8';
  return `
    WITH page AS (
      SELECT * FROM (${known.join(' UNION ALL ')}) AS work (${COLUMNS})
       WHERE $1::timestamptz IS NOT NULL AND ${FILTER}
         AND ($4::timestamptz IS NULL OR (${key}) > (${place}))
       ORDER BY ${key} LIMIT ${limit}::int)
    SELECT page.id, page.kind, subject, code, title, owner, since, minor, page.currency, document,
           service, link,
           CASE WHEN parties.id IS NOT NULL THEN json_build_object('id', parties.id,
             'number', parties.number, 'name', parties.name) END AS customer,
           CASE WHEN o.number IS NOT NULL THEN json_build_object('id', o.order_id,
             'number', o.number) END AS order
      FROM page LEFT JOIN parties ON parties.id = page.customer
      LEFT JOIN order_progress o ON o.order_id = page.order_id
     ORDER BY ${key.replace('currency', 'page.currency').replace(/\bid\b/, 'page.id')}`;
}
