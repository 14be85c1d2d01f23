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
  question: Question,
  now: Date,
): Promise<WorkItem[]> {
  const params: unknown[] = [now];
  const sql = pageSql(known, question, (value) => `$${params.push(value)}`);
  return (await read<Row>(sql, params)).map(itemOf);
}

async function countsOf(
  read: Read,
  known: readonly WorkSource[],
  question: Question,
  now: Date,
): Promise<{ [K in WorkKind]?: number }> {
  if (known.length === 0) return {};
  const params: unknown[] = [now];
  const filter = filterOf(question, (value) => `$${params.push(value)}`);
  const all = known.map(({ sql }) => sql).join(' UNION ALL ');
  const rows = await read<{ kind: WorkKind; count: number }>(
    `SELECT kind, count(*) AS count FROM (${all}) AS work WHERE ${filter} GROUP BY kind`,
    params,
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

/** Notes a value of the statement, and answers how its text names it. */
type Placeholder = (value: unknown) => string;

/** Only what is asked for is in the text: a plan for any values leaves no condition open. */
function filterOf({ owner, customer }: Question, at: Placeholder): string {
  const conditions = ['$1::timestamptz IS NOT NULL'];
  if (owner !== undefined) conditions.push(`owner = ${at(owner)}::text`);
  if (customer !== undefined) conditions.push(`customer = ${at(customer)}::uuid`);
  return conditions.join(' AND ');
}

/** Amounts of different currencies do not compare: they come currency by currency. */
const BY_AMOUNT = `coalesce(currency, '~') COLLATE "C", -coalesce(minor, 0)`;
const BY_AGE = `since, id COLLATE "C"`;

/** Each source gives its own page, of which the page is made; parties and orders are named then. */
function pageSql(known: readonly WorkSource[], question: Question, at: Placeholder): string {
  const key = keyOf(question.sort);
  const rest = restOf(question, at);
  const filter = filterOf(question, at);
  const limit = `LIMIT ${at(question.limit)}::int`;
  const pages = known.map(
    (source) => `
    (SELECT ${WORK_COLUMNS}
       FROM (${source.sql.replace('SELECT', `SELECT ${source.age} AS age,`)}) AS source
      WHERE ${filter}${rest(source)}
      ORDER BY ${question.sort === 'age' ? `age, ${key}` : key} ${limit})`,
  );
  return `
    WITH page AS (
      SELECT * FROM (${pages.join(' UNION ALL ')}) AS work ORDER BY ${key} ${limit})
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

function keyOf(sort: WorkSort): string {
  return sort === 'age' ? BY_AGE : `${BY_AMOUNT}, ${BY_AGE}`;
}

/** What comes after the page before. By age, an index leads to the place, and gives the order. */
function restOf({ sort, after }: Question, at: Placeholder): (source: WorkSource) => string {
  if (!after) return () => '';
  const since = `${at(after.since)}::timestamptz`;
  const place = `${since}, ${at(after.id)}::text`;
  const key = keyOf(sort);
  if (sort === 'age') {
    return ({ ageAt }) => ` AND age >= ${ageAt?.(since) ?? since} AND (${key}) > (${place})`;
  }
  const amount = `${at(after.currency ?? '~')}::text, ${at(-(after.minor ?? 0))}::bigint`;
  return () => ` AND (${key}) > (${amount}, ${place})`;
}
