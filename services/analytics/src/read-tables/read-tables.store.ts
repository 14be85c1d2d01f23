import type { AnyEvent } from '@o2c/contracts';
import type { Tx } from '@o2c/messaging';
import { dailyAmountOf, type DailyAmount, type Flow } from '../domain/daily-amount.js';
import { itemsOf, movementsOf, type ItemMovement, type ItemPart } from '../domain/open-item.js';
import { progressOf, type OrderProgress } from '../domain/order-progress.js';
import { partyOf, type Party } from '../domain/party.js';
import { mergeTable, type Column } from './merge-table.store.js';

/** Tables that facts alone make, in the order in which they are locked. */
export const READ_TABLES = [
  'parties',
  'order_progress',
  'open_items',
  'item_movements',
  'daily_amounts',
] as const;

/** Adds facts to the read tables: a fixed number of statements, in any order of facts. */
export async function addFacts(tx: Tx, facts: readonly AnyEvent[]): Promise<void> {
  await mergeParties(
    tx,
    facts.flatMap((fact) => partyOf(fact) ?? []),
  );
  await mergeOrders(
    tx,
    facts.flatMap((fact) => progressOf(fact) ?? []),
  );
  await mergeItems(tx, facts.flatMap(itemsOf));
  await mergeMovements(tx, facts.flatMap(movementsOf));
  await mergeDays(
    tx,
    facts.flatMap((fact) => dailyAmountOf(fact) ?? []),
  );
}

const mergeParties = mergeTable<Party>('parties', {
  id: ['key', 'uuid', (party) => party.id],
  sequence: ['max', 'bigint', (party) => party.sequence],
  kind: ['same', 'text', (party) => party.kind],
  ...newest<Party>('sequence', {
    number: ['text', (party) => party.number],
    name: ['text', (party) => party.name],
    currency: ['text', (party) => party.currency],
    time_zone: ['text', (party) => party.timeZone],
  }),
});

const mergeOrders = mergeTable<OrderProgress>('order_progress', {
  order_id: ['key', 'uuid', (fact) => fact.order],
  began_at: ['min', 'timestamptz', (fact) => fact.at],
  snapshot_sequence: ['max', 'bigint', (fact) => fact.snapshot?.sequence],
  ...newest<OrderProgress>('snapshot_sequence', {
    number: ['text', ({ snapshot }) => snapshot?.number],
    seller: ['uuid', ({ snapshot }) => snapshot?.seller],
    customer: ['uuid', ({ snapshot }) => snapshot?.customer],
    currency: ['text', ({ snapshot }) => snapshot?.currency],
    ordered_on: ['date', ({ snapshot }) => snapshot?.orderedOn],
    is_history: ['boolean', ({ snapshot }) => snapshot?.history],
    has_ended: ['boolean', ({ snapshot }) => snapshot?.ended],
    gross_minor: ['bigint', ({ snapshot }) => snapshot?.gross],
    ordered_micro: ['bigint', ({ snapshot }) => snapshot?.ordered],
    cancelled_micro: ['bigint', ({ snapshot }) => snapshot?.cancelled],
    standing_hold: ['uuid', ({ snapshot }) => snapshot?.standingHold],
  }),
  released_hold: ['same', 'uuid', (fact) => fact.releasedHold],
  credit_sequence: ['max', 'bigint', (fact) => fact.credit?.sequence],
  ...newest<OrderProgress>('credit_sequence', {
    credit: ['text', ({ credit }) => credit?.decision],
  }),
  placed_at: ['min', 'timestamptz', (fact) => fact.placedAt],
  held_at: ['min', 'timestamptz', (fact) => fact.heldAt],
  approved_at: ['min', 'timestamptz', (fact) => fact.approvedAt],
  released_at: ['min', 'timestamptz', (fact) => fact.releasedAt],
  first_shipped_at: ['min', 'timestamptz', (fact) => fact.shippedAt],
  last_shipped_at: ['max', 'timestamptz', (fact) => fact.shippedAt],
  first_invoiced_at: ['min', 'timestamptz', (fact) => fact.invoicedAt],
  last_invoiced_at: ['max', 'timestamptz', (fact) => fact.invoicedAt],
  cancelled_at: ['min', 'timestamptz', (fact) => fact.cancelledAt],
  rejected_at: ['min', 'timestamptz', (fact) => fact.rejectedAt],
  shipped_micro: ['sum', 'bigint', (fact) => fact.shipped],
  invoiced_micro: ['sum', 'bigint', (fact) => fact.invoiced],
});

const mergeItems = mergeTable<ItemPart>('open_items', {
  item_id: ['key', 'uuid', (fact) => fact.item],
  order_id: ['same', 'uuid', (fact) => fact.order],
  seller: ['same', 'uuid', (fact) => fact.seller],
  currency: ['same', 'text', (fact) => fact.currency],
  due_on: ['same', 'date', (fact) => fact.dueOn],
  state_sequence: ['max', 'bigint', (fact) => fact.state?.sequence],
  ...newest<ItemPart>('state_sequence', {
    is_closed: ['boolean', ({ state }) => state?.closed],
    changed_at: ['timestamptz', ({ state }) => state?.at],
    changed_on: ['date', ({ state }) => state?.on],
  }),
});

const mergeMovements = mergeTable<ItemMovement>('item_movements', {
  item_id: ['key', 'uuid', (movement) => movement.item],
  moved_on: ['key', 'date', (movement) => movement.on],
  amount_minor: ['sum', 'bigint', (movement) => movement.minor],
});

const mergeDays = mergeTable<DailyAmount>('daily_amounts', {
  seller: ['key', 'uuid', (amount) => amount.seller],
  currency: ['key', 'text', (amount) => amount.currency],
  moved_on: ['key', 'date', (amount) => amount.on],
  invoiced_minor: flow('invoiced'),
  credited_minor: flow('credited'),
  loaded_minor: flow('loaded'),
  received_minor: flow('received'),
  applied_minor: flow('applied'),
  unapplied_minor: flow('unapplied'),
  written_off_minor: flow('writtenOff'),
  refunded_minor: flow('refunded'),
  reversed_minor: flow('reversed'),
});

function flow(name: Flow): Column<DailyAmount> {
  return ['sum', 'bigint', (amount) => (amount.flow === name ? amount.minor : 0)];
}

/** Columns whose values come together with a sequence; those of the highest stand. */
function newest<R>(
  sequence: string,
  columns: Readonly<Record<string, readonly [type: string, valueOf: (row: R) => unknown]>>,
): Record<string, Column<R>> {
  const entries = Object.entries(columns).map(
    ([name, [type, valueOf]]) => [name, [{ newest: sequence }, type, valueOf]] as const,
  );
  return Object.fromEntries(entries);
}
