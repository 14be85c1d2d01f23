import { Injectable } from '@nestjs/common';
import type { WorkAnswer, WorkItem, WorkKind, WorkQuestion, WorkSort } from '@o2c/contracts';
import { Database, type Read } from '@o2c/messaging';
import { moneyJson } from '@o2c/money';
import { WORK_COLUMNS, WORK_SOURCES, type WorkSource } from './work-kinds.store.js';

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

  /** A page of work, with the first the counts of all kinds that are asked for. */
  read(question: Omit<WorkQuestion, 'customer'> & Subject, now: Date): Promise<WorkAnswer> {
    const { kinds, kind, after } = question;
    const listed = sourcesOf(kind === undefined ? kinds : [kind]);
    return this.database.snapshot(async (read) => ({
      items: listed.length === 0 ? [] : await itemsOf(read, listed, question, now),
      counts: after ? {} : await countsOf(read, sourcesOf(kinds), question, now),
    }));
  }
}

/** Whose work is wanted, by id. */
type Subject = { readonly customer?: string | undefined };

type Question = Omit<WorkQuestion, 'customer'> & Subject;

async function itemsOf(
  read: Read,
  known: readonly WorkSource[],
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
  known: readonly WorkSource[],
  { owner, customer }: Question,
  now: Date,
): Promise<{ [K in WorkKind]?: number }> {
  if (known.length === 0) return {};
  const all = known.map(({ sql }) => sql).join(' UNION ALL ');
  const rows = await read<{ kind: WorkKind; count: number }>(
    `SELECT kind, count(*) AS count FROM (${all}) AS work
      WHERE $1::timestamptz IS NOT NULL AND ${FILTER} GROUP BY kind`,
    [now, owner ?? null, customer ?? null],
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

function sourcesOf(kinds: readonly WorkKind[]): readonly WorkSource[] {
  return kinds.flatMap((kind) => WORK_SOURCES[kind] ?? []);
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

const FILTER = `($2::text IS NULL OR owner = $2) AND ($3::uuid IS NULL OR customer = $3)`;

/** Amounts of different currencies do not compare: they come currency by currency. */
const BY_AMOUNT = `coalesce(currency, '~') COLLATE "C", -coalesce(minor, 0)`;
const BY_AGE = `since, id COLLATE "C"`;

/** Each source gives its own page, of which the page is made; parties and orders are named then. */
function pageSql(known: readonly WorkSource[], sort: WorkSort): string {
  const key = sort === 'age' ? BY_AGE : `${BY_AMOUNT}, ${BY_AGE}`;
  const limit = sort === 'age' ? '$6' : '$8';
  const pages = known.map((source) => sourcePage(source, sort, limit));
  return `
    WITH page AS (
      SELECT * FROM (${pages.join(' UNION ALL ')}) AS work ORDER BY ${key} LIMIT ${limit}::int)
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

/** By age, an index leads to the place where the page before ended, and gives the order. */
function sourcePage({ sql, age, ageAt }: WorkSource, sort: WorkSort, limit: string): string {
  const byAge = sort === 'age';
  const key = byAge ? BY_AGE : `${BY_AMOUNT}, ${BY_AGE}`;
  const place = byAge ? '$4::timestamptz, $5::text' : '$6::text, $7::bigint, $4, $5';
  const seek = byAge ? `age >= ${ageAt?.('$4::timestamptz') ?? '$4'} AND ` : '';
  return `
    (SELECT ${WORK_COLUMNS}
       FROM (${sql.replace('SELECT', `SELECT ${age} AS age,`)}) AS source
      WHERE $1::timestamptz IS NOT NULL AND ${FILTER}
        AND ($4::timestamptz IS NULL OR (${seek}(${key}) > (${place})))
      ORDER BY ${byAge ? `age, ${BY_AGE}` : key} LIMIT ${limit}::int)`;
}
