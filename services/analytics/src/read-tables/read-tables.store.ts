import type { AnyEvent } from '@o2c/contracts';
import type { Tx } from '@o2c/messaging';
import { backordersOf, type BackorderPart } from '../domain/backorder.js';
import { dailyAmountOf, type DailyAmount, type Flow } from '../domain/daily-amount.js';
import { expectedStockOf, type ExpectedStock } from '../domain/expected-stock.js';
import { itemsOf, movementsOf, type ItemMovement, type ItemPart } from '../domain/open-item.js';
import { progressOf, type OrderProgress } from '../domain/order-progress.js';
import { partyOf, type Party } from '../domain/party.js';
import { paymentOf, type PaymentPart } from '../domain/payment-balance.js';
import { mergeTable, type Column, type Value } from './merge-table.store.js';

/** Tables that facts alone make, in the order in which they are locked. */
export const READ_TABLES = [
  'parties',
  'order_progress',
  'open_items',
  'item_movements',
  'daily_amounts',
  'backorders',
  'payment_balances',
  'expected_stock',
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
  await mergeBackorders(tx, facts.flatMap(backordersOf));
  await mergePayments(
    tx,
    facts.flatMap((fact) => paymentOf(fact) ?? []),
  );
  await mergeExpected(
    tx,
    facts.flatMap((fact) => expectedStockOf(fact) ?? []),
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
    requested_on: ['date', ({ snapshot }) => snapshot?.requestedOn],
    skus: ['jsonb', ({ snapshot }) => snapshot?.skus],
    standing_hold: ['uuid', ({ snapshot }) => snapshot?.standingHold],
    hold_code: ['text', ({ snapshot }) => snapshot?.hold?.code],
    hold_title: ['text', ({ snapshot }) => snapshot?.hold?.title],
    hold_owner: ['text', ({ snapshot }) => snapshot?.hold?.owner],
  }),
  released_hold: ['same', 'uuid', (fact) => fact.releasedHold],
  credit_sequence: ['max', 'bigint', (fact) => fact.credit?.sequence],
  ...newest<OrderProgress>('credit_sequence', {
    credit: ['text', ({ credit }) => credit?.decision],
    credit_hold: ['uuid', ({ credit }) => credit?.hold?.hold],
    credit_held_at: ['timestamptz', ({ credit }) => credit?.hold?.since],
    credit_code: ['text', ({ credit }) => credit?.hold?.code],
    credit_title: ['text', ({ credit }) => credit?.hold?.title],
    credit_owner: ['text', ({ credit }) => credit?.hold?.owner],
    credit_minor: ['bigint', ({ credit }) => credit?.hold?.amount],
  }),
  decided_sequence: ['max', 'bigint', (fact) => fact.decidedHold?.sequence],
  ...newest<OrderProgress>('decided_sequence', {
    decided_hold: ['uuid', ({ decidedHold }) => decidedHold?.hold],
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
  customer: ['same', 'uuid', (fact) => fact.customer],
  document: ['same', 'text', (fact) => fact.document],
  is_invoice: ['same', 'boolean', (fact) => fact.isInvoice],
  open_minor: ['sum', 'bigint', (fact) => fact.open],
  paid_minor: ['sum', 'bigint', (fact) => fact.paid],
  paid_at: ['max', 'timestamptz', (fact) => fact.paidAt],
  dispute_sequence: ['max', 'bigint', (fact) => fact.dispute?.sequence],
  ...newest<ItemPart>('dispute_sequence', {
    disputed_minor: ['bigint', ({ dispute }) => dispute?.disputed],
    disputed_at: ['timestamptz', ({ dispute }) => dispute?.at],
    dispute_reason: ['text', ({ dispute }) => dispute?.reason],
  }),
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

const mergeBackorders = mergeTable<BackorderPart>('backorders', {
  order_id: ['key', 'uuid', (part) => part.order],
  line: ['key', 'integer', (part) => part.line],
  lacking_micro: ['sum', 'bigint', (part) => part.lacking],
  told_sequence: ['max', 'bigint', ({ told }) => told?.sequence],
  ...newest<BackorderPart>('told_sequence', {
    told_at: ['timestamptz', ({ told }) => told?.at],
    sku: ['text', ({ told }) => told?.sku],
    is_short: ['boolean', ({ told }) => told?.isShort],
    owner: ['text', ({ told }) => told?.owner],
    expected_on: ['date', ({ told }) => told?.expectedOn],
  }),
});

const mergePayments = mergeTable<PaymentPart>('payment_balances', {
  payment: ['key', 'uuid', (part) => part.payment],
  seller: ['same', 'uuid', (part) => part.seller],
  currency: ['same', 'text', (part) => part.currency],
  customer: ['same', 'uuid', (part) => part.customer],
  payer: ['same', 'text', (part) => part.payer],
  reference: ['same', 'text', (part) => part.reference],
  received_at: ['min', 'timestamptz', (part) => part.receivedAt],
  unapplied_minor: ['sum', 'bigint', (part) => part.unapplied],
});

const mergeExpected = mergeTable<ExpectedStock>('expected_stock', {
  sku: ['key', 'text', (stock) => stock.sku],
  sequence: ['max', 'bigint', (stock) => stock.sequence],
  ...newest<ExpectedStock>('sequence', {
    at: ['timestamptz', (stock) => stock.at],
    expected_on: ['date', (stock) => stock.expectedOn],
  }),
});

function flow(name: Flow): Column<DailyAmount> {
  return ['sum', 'bigint', (amount) => (amount.flow === name ? amount.minor : 0)];
}

/** Columns whose values come together with a sequence; those of the highest stand. */
function newest<R>(
  sequence: string,
  columns: Readonly<
    Record<string, readonly [type: string, valueOf: (row: R) => Value | undefined]>
  >,
): Record<string, Column<R>> {
  const entries = Object.entries(columns).map(
    ([name, [type, valueOf]]) => [name, [{ newest: sequence }, type, valueOf]] as const,
  );
  return Object.fromEntries(entries);
}
