import type { Order } from '@o2c/client';
import { minorOf } from '../amount.js';
import {
  aCustomer,
  daysAgo,
  eur,
  holdOf,
  invoiced,
  lineOf,
  orderIs,
  pay,
  place,
  ship,
  soldInThePast,
  someLines,
} from './acts.js';
import { type Company, RARITY, WARES } from './company.js';

/** What a scene left behind: an order, and what is to be seen on it. */
export type Outcome = { readonly order: Order; readonly shows: string };

/** What happens between the company and one customer. */
export type Scene = (company: Company) => Promise<readonly Outcome[]>;

/** All scenes, one customer each. */
export const scenes: readonly Scene[] = [
  paysOnTime,
  paysLate,
  disputes,
  paysWrongAmounts,
  bounces,
  reachesTheLimit,
  ordersTwice,
  waitsForGoods,
];

/** A few weeks of orders, each paid in full by its reference. */
async function paysOnTime(company: Company): Promise<readonly Outcome[]> {
  const customer = await aCustomer(company, 'Reliable Ltd', { creditLimit: eur(1_000_000) });
  const outcomes: Outcome[] = [];
  for (const days of [28, 21, 14]) {
    const { order, invoice } = await soldInThePast(company, customer, days);
    const { gross: amount, reference } = invoice;
    const valueDate = daysAgo(company, days - 9);
    await pay(company, customer, { amount, reference, valueDate, history: true });
    outcomes.push({ order: await orderIs(company, order, 'closed'), shows: 'paid on time' });
  }
  return outcomes;
}

/** Nothing is paid: overdue in two buckets. */
async function paysLate(company: Company): Promise<readonly Outcome[]> {
  const customer = await aCustomer(company, 'Slow & Sons');
  const outcomes: Outcome[] = [];
  for (const days of [75, 40]) {
    const { order } = await soldInThePast(company, customer, days);
    outcomes.push({ order: await orderIs(company, order, 'invoiced'), shows: 'overdue' });
  }
  return outcomes;
}

/** Half of an overdue invoice is disputed. */
async function disputes(company: Company): Promise<readonly Outcome[]> {
  const customer = await aCustomer(company, 'Quarrel GmbH');
  const { order, item } = await soldInThePast(company, customer, 35);
  const disputed = eur(Math.floor(minorOf(item.amount.amount) / 2));
  const body = { disputed, reason: 'wrong colour' };
  await company.clerk.patch(`/v1/open-items/${item.id}`, body, item.version);
  return [{ order: await orderIs(company, order, 'invoiced'), shows: 'half of it disputed' }];
}

/** One invoice is paid 10.00 short, another 25.00 too high. */
async function paysWrongAmounts(company: Company): Promise<readonly Outcome[]> {
  const customer = await aCustomer(company, 'Roundabout KG', { creditLimit: eur(500_000) });
  const outcomes: Outcome[] = [];
  for (const [cents, status, shows] of [
    [-1_000, 'invoiced', 'paid 10.00 short'],
    [2_500, 'closed', 'paid 25.00 too much'],
  ] as const) {
    const order = await place(company, customer, [lineOf(WARES[9] ?? RARITY, 2)]);
    await ship(company, order);
    const { invoice } = await invoiced(company, order);
    const amount = eur(minorOf(invoice.gross.amount) + cents);
    await pay(company, customer, { amount, reference: `Invoice ${invoice.number}` });
    outcomes.push({ order: await orderIs(company, order, status), shows });
  }
  return outcomes;
}

/** A direct debit comes back: the invoice is open again. */
async function bounces(company: Company): Promise<readonly Outcome[]> {
  const customer = await aCustomer(company, 'Paper Money AG');
  const order = await place(company, customer, someLines(company));
  await ship(company, order);
  const { invoice } = await invoiced(company, order);
  const { gross: amount, reference } = invoice;
  const payment = await pay(company, customer, { amount, reference, method: 'direct_debit' });
  await orderIs(company, order, 'closed');
  await company.clerk.post(`/v1/payments/${payment.id}/reverse`, { reason: 'no funds' });
  return [{ order: await orderIs(company, order, 'invoiced'), shows: 'its payment bounced' }];
}

/** Orders over the limit: one waits, one is rejected, one released, one taken back. */
async function reachesTheLimit(company: Company): Promise<readonly Outcome[]> {
  const { clerk, controller } = company;
  const customer = await aCustomer(company, 'Big Plans UG', { creditLimit: eur(50_000) });
  const tooMuch = [lineOf(WARES[9] ?? RARITY, 10)];
  const waits = await place(company, customer, tooMuch);
  const rejected = await place(company, customer, tooMuch);
  const released = await place(company, customer, tooMuch);
  const cancelled = await place(company, customer, tooMuch);
  await holdOf(company, waits);
  const bad = await holdOf(company, rejected);
  await controller.post(`/v1/holds/${bad.id}/reject`, { reason: 'too much for a new customer' });
  const good = await holdOf(company, released);
  await controller.post(`/v1/holds/${good.id}/release`, { reason: 'guarantee received' });
  await holdOf(company, cancelled);
  await clerk.post(`/v1/orders/${cancelled.id}/cancel`, { reason: 'bought elsewhere' });
  return [
    { order: await orderIs(company, waits, 'held'), shows: 'over the limit' },
    { order: await orderIs(company, rejected, 'rejected'), shows: 'rejected by the controller' },
    { order: await orderIs(company, released, 'released'), shows: 'released by the controller' },
    { order: await orderIs(company, cancelled, 'cancelled'), shows: 'cancelled while held' },
  ];
}

/** The same purchase order twice, and an order that is cancelled after its release. */
async function ordersTwice(company: Company): Promise<readonly Outcome[]> {
  const customer = await aCustomer(company, 'Echo SE');
  const purchaseOrder = { purchaseOrder: `PO-${company.chance.between(1_000, 9_999)}` };
  const lines = someLines(company, 3);
  const first = await place(company, customer, lines, purchaseOrder);
  const second = await place(company, customer, lines, purchaseOrder);
  const released = await place(company, customer, lines);
  await orderIs(company, released, 'released');
  const reason = { reason: 'ordered by mistake' };
  await company.clerk.post(`/v1/orders/${released.id}/cancel`, reason);
  return [
    { order: await orderIs(company, first, 'released'), shows: 'to be shipped' },
    { order: await orderIs(company, second, 'held'), shows: 'possible duplicate' },
    { order: await orderIs(company, released, 'cancelled'), shows: 'cancelled after release' },
  ];
}

/** One order waits for goods, of another a part has left. */
async function waitsForGoods(company: Company): Promise<readonly Outcome[]> {
  const customer = await aCustomer(company, 'Patience Inc');
  const waits = await place(company, customer, [lineOf(RARITY, 3)]);
  const parted = await place(company, customer, [lineOf(WARES[0] ?? RARITY, 10)]);
  await ship(company, parted, { lines: [{ line: 1, quantity: 4 }] });
  await invoiced(company, parted);
  return [
    { order: await orderIs(company, waits, 'released'), shows: 'backordered' },
    { order: await orderIs(company, parted, 'partially_invoiced'), shows: 'shipped in part' },
  ];
}
