import type { WorkAnswer, WorkItem, WorkQuestion } from '@o2c/contracts';
import type { Read } from './database.js';
import { answerWork } from './kept-work.js';

/** A parked fact by what is said about it, without the fact, which may be large. */
export type ParkedNote = {
  readonly id: string;
  readonly type: string;
  readonly code: string;
  readonly since: string;
};

type Row = Omit<ParkedNote, 'since'> & { readonly since: Date };

const KIND = 'parked_fact';
const OWNER = 'operator';

/** A page of parked facts as work for a person; with the first page, how many there are. */
export async function parkedWork(
  read: Read,
  service: string,
  question: WorkQuestion,
): Promise<WorkAnswer> {
  // They are facts about anything: none counts as a customer's.
  if (question.customer !== undefined) return { items: [], counts: {} };
  const page = () => pageOf(read, service, question);
  return answerWork({ kind: KIND, owner: OWNER, page, count: () => countOf(read) }, question);
}

/** What is parked of an order, oldest first, as far as anybody reads. */
export async function parkedOf(read: Read, order: string): Promise<ParkedNote[]> {
  const rows = await read<Row>(OF_ORDER, [order]);
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

async function pageOf(
  read: Read,
  service: string,
  { after, limit }: WorkQuestion,
): Promise<WorkItem[]> {
  // Parked facts have no amount: sorted by it, they come after everything that has one.
  const place = after?.currency === null ? after : undefined;
  const rows = place
    ? await read<Row>(PAGE_AFTER, [limit, place.since, idIn(service), place.id])
    : await read<Row>(FIRST_PAGE, [limit]);
  return rows.map((row) => itemOf(service, row));
}

function itemOf(service: string, { id, type, code, since }: Row): WorkItem {
  return {
    ...{ id: idIn(service) + id, kind: KIND, subject: `${service}:${id}` },
    ...{ code, title: `${service} could not handle ${type}`, owner: OWNER },
    ...{ since: since.toISOString(), amount: null, service, link: '/v1/parked-facts' },
  };
}

function idIn(service: string): string {
  return `${KIND}:${service}:`;
}

async function countOf(read: Read): Promise<number> {
  const [row] = await read<{ count: number }>(COUNT);
  return row?.count ?? 0;
}

const COUNT = `SELECT count(*)::int AS count FROM parked WHERE status = 'parked'`;

const NOTES = `SELECT id, type, code, since FROM parked WHERE status = 'parked'`;

const FIRST_PAGE = `${NOTES} ORDER BY since, id LIMIT $1`;

const PAGE_AFTER = `${NOTES}
    AND since >= $2::timestamptz
    AND (since > $2::timestamptz OR ($3 || id) COLLATE "C" > $4)
  ORDER BY since, id LIMIT $1`;

const OF_ORDER = `${NOTES} AND envelope->'data'->>'order' = $1 ORDER BY since, id LIMIT 100`;
