import type { CreditReason } from '@o2c/contracts';
import type { Database, Tx } from '@o2c/messaging';
import type { AccountKey } from '../domain/credit-account.js';
import type { QueuePlace } from '../domain/queue.js';
import type { Line, Reservation } from '../domain/reservation.js';
import { ACCOUNT_KEY } from './accounts.store.js';
import { type Columns, lists, parameters, upsert } from './columns.js';

/** A reservation, and the account that it belongs to. */
export type OwnedReservation = { readonly order: Reservation; readonly of: AccountKey };

/** Whose waiting orders are wanted: behind which place, and at most how large. */
export type QueuePage = AccountKey & {
  readonly after: QueuePlace | undefined;
  readonly room: number | null;
};

/**
 * Keeps the places of orders that were not heard of, so that who waits for an order and who tells
 * of it meet at one row.
 */
export async function expectOrders(tx: Tx, orders: readonly string[]): Promise<void> {
  if (orders.length === 0) return;
  tx.write(EXPECT, [[...new Set(orders)].sort()]);
}

/** Reservations of these orders. */
export async function loadReservations(
  tx: Tx,
  orders: readonly string[],
): Promise<OwnedReservation[]> {
  if (orders.length === 0) return [];
  const rows = await tx.query<ReservationRecord>(LOAD, [orders]);
  return rows.map(reservationOf);
}

/** The orders that wait longest in each account, oldest first, without their lines. */
export async function loadWaiting(
  tx: Tx,
  pages: readonly QueuePage[],
  limit: number,
): Promise<OwnedReservation[]> {
  if (pages.length === 0) return [];
  const rows = await tx.query<ReservationRecord>(LOAD_WAITING, [
    ...lists(PAGE_COLUMNS, pages),
    limit,
  ]);
  return rows.map(reservationOf);
}

/** Approvals whose time is over, longest first, and whose they are. */
export async function approvalsExpiredBy(
  database: Database,
  at: string,
  limit: number,
): Promise<{ order: string; account: AccountKey }[]> {
  const rows = await database.read<AccountKey & { order_id: string }>(EXPIRED, [at, limit]);
  return rows.map(({ order_id: order, ...account }) => ({ order, account }));
}

type ReservationRecord = {
  order_id: string;
  seller: string;
  customer: string;
  number: string;
  currency: string;
  ordered_on: string;
  history: boolean;
  status: Reservation['status'];
  reasons: CreditReason[];
  manual: boolean;
  consumed: boolean;
  hold: string | null;
  held_since: Date | null;
  expires_at: Date | null;
  version: number;
  open_minor: number;
  released_minor: number;
  delivered_minor: number;
  lines?: readonly LineRecord[] | null;
};

/** Numbers in a fixed order: without names there is no quote that would have to be escaped. */
type LineRecord = readonly [
  ...[line: number, gross: number, ordered: number, cancelled: number],
  ...[released: number, shipped: number, invoiced: number],
];

const HEAD: Columns<OwnedReservation> = {
  order_id: ['uuid', ({ order }) => order.order],
  seller: ['uuid', ({ of }) => of.seller],
  customer: ['uuid', ({ of }) => of.customer],
  currency: ['text', ({ of }) => of.currency],
  number: ['text', ({ order }) => order.number],
  ordered_on: ['date', ({ order }) => order.orderedOn],
  history: ['boolean', ({ order }) => order.history],
  status: ['text', ({ order }) => order.status],
  reasons: ['jsonb', ({ order }) => JSON.stringify(order.reasons)],
  manual: ['boolean', ({ order }) => order.manual],
  consumed: ['boolean', ({ order }) => order.consumed],
  hold: ['uuid', ({ order }) => order.hold],
  held_since: ['timestamptz', ({ order }) => order.heldSince],
  expires_at: ['timestamptz', ({ order }) => order.expiresAt],
  version: ['integer', ({ order }) => order.version],
  open_minor: ['bigint', ({ order }) => order.open],
  released_minor: ['bigint', ({ order }) => order.released],
  delivered_minor: ['bigint', ({ order }) => order.delivered],
};

/** Writes reservations; lines that are not loaded stay as they are. */
export const saveReservations = upsert<OwnedReservation>(
  'reservations',
  'order_id',
  { ...HEAD, lines: ['json', ({ order }) => linesJson(order)] },
  'lines',
);

function reservationOf(row: ReservationRecord): OwnedReservation {
  const { seller, customer, number, currency, history, status, reasons, manual, consumed } = row;
  const order: Reservation = {
    order: row.order_id,
    ...{ number, currency, history, version: row.version, status, reasons, manual, consumed },
    orderedOn: row.ordered_on,
    hold: row.hold,
    heldSince: row.held_since?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    open: row.open_minor,
    released: row.released_minor,
    delivered: row.delivered_minor,
    lines: new Map(row.lines?.map((line) => [line[0], lineOf(line)])),
  };
  return { order, of: { seller, customer, currency } };
}

function lineOf(row: LineRecord): Line {
  const [line, gross, ordered, cancelled, released, shipped, invoiced] = row;
  return { line, gross, ordered, cancelled, released, shipped, invoiced };
}

/** In the order of their numbers, in whichever order they were heard of. */
function linesJson({ lines }: Reservation): string | null {
  if (lines.size === 0) return null;
  const sorted = [...lines.values()].sort((a, b) => a.line - b.line);
  return JSON.stringify(sorted.map(recordOf));
}

function recordOf(it: Line): LineRecord {
  return [it.line, it.gross, it.ordered, it.cancelled, it.released, it.shipped, it.invoiced];
}

const PAGE_COLUMNS: Columns<QueuePage> = {
  ...ACCOUNT_KEY,
  after_at: ['timestamptz', ({ after }) => after?.heldSince ?? '-infinity'],
  after_order: ['uuid', ({ after }) => after?.order ?? '00000000-0000-0000-0000-000000000000'],
  room: ['bigint', ({ room }) => room],
};

const EXPECT = `
  INSERT INTO reservations (order_id) SELECT * FROM unnest($1::uuid[])
  ON CONFLICT (order_id) DO UPDATE SET number = reservations.number`;

const LOAD = `
  SELECT * FROM reservations WHERE order_id = ANY ($1::uuid[]) AND customer IS NOT NULL`;

const EXPIRED = `
  SELECT order_id, seller, customer, currency FROM reservations
   WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2`;

const LOAD_WAITING = `
  SELECT waiting.*
    FROM unnest(${parameters(PAGE_COLUMNS)})
         AS page (customer, seller, currency, after_at, after_order, room)
   CROSS JOIN LATERAL (
     SELECT ${Object.keys(HEAD).join(', ')} FROM reservations AS held
      WHERE held.customer = page.customer AND held.seller = page.seller
        AND held.currency = page.currency AND status = 'held'
        AND (held_since, order_id) > (page.after_at, page.after_order)
        AND (page.room IS NULL OR open_minor - released_minor <= page.room)
      ORDER BY held_since, order_id LIMIT $7) AS waiting`;
