import { type Invoice, type Order, pause } from '@o2c/client';
import { decimal, minorOf } from '../amount.js';
import { Chance } from './chance.js';
import { type Company, once, placeAll, unless } from './company.js';
import type { Buyer } from './customers.js';
import { type Parcel, send } from './goods.js';
import { linesFor, type Plan } from './plan.js';
import { settledAudit } from './settled.js';
import { type Ware, WARES } from './wares.js';

/** Orders of today, beside those that get stuck. */
const PER_CUSTOMER = 2;
/** Milliseconds that an invoice may take. */
const PATIENCE = 60_000;

const wares = new Map(WARES.map((ware) => [ware.sku, ware]));

/** A day that is not over: of its orders some are through, and some are still to be shipped. */
export async function playToday(
  company: Company,
  { seed, buyers, today }: Plan,
  calm: readonly Buyer[],
): Promise<void> {
  const chance = new Chance(seed + 3_000_003);
  const count = Math.max(14, Math.ceil(buyers.length * PER_CUSTOMER));
  const requests = Array.from({ length: count }, (_, index) => {
    const buyer = chance.oneOf(calm);
    const lines = linesFor(buyer, today, chance, new Set());
    return requestOf(company, buyer, `${today.slice(2).replaceAll('-', '')}-${index + 1}`, lines);
  });
  const orders = await placeAll(company, requests);
  await placeAll(company, [{ ...requests[0], priority: 1 }]);
  const released = await releasedOf(company, orders);
  const easy = released.filter(({ lines }) => lines.every(({ sku }) => !wareOf(sku).isScarce));
  const sent = easy.slice(0, Math.ceil(easy.length * 0.45));
  const gone = await send(company, sent.flatMap(parcelsOf));
  await payAtOnce(company, sent.slice(0, 4));
  const lost = gone.find(([{ order }]) => order === sent[4]);
  const reason = { reason: 'lost by the carrier' };
  if (lost) await once(company.clerk, `/v1/shipments/${lost[1].id}/void`, reason);
  await changeMinds(company, sent.at(-1), easy.at(-1));
}

/** A request for an order of today. */
export function requestOf(
  { seller }: Company,
  buyer: Buyer,
  reference: string,
  lines: readonly { readonly ware: Ware; readonly quantity: number }[],
): object {
  return {
    ...{ customer: buyer.number, seller: seller.id, currency: 'EUR' },
    purchaseOrder: `${buyer.number}-${reference}`,
    lines: lines.map(({ ware, quantity }) => ({ sku: ware.sku, quantity })),
  };
}

/** Those that credit did not stop. */
async function releasedOf(
  { clerk, seller, today: from }: Company,
  orders: readonly Order[],
): Promise<readonly Order[]> {
  await settledAudit(clerk);
  const open = await clerk.all<Order>('/v1/orders', { seller: seller.id, status: 'held', from });
  const held = new Set(open.map(({ id }) => id));
  return orders.filter(({ id }) => !held.has(id));
}

/** All of an order, from each warehouse its part. */
function parcelsOf(order: Order): readonly Parcel[] {
  const places = Map.groupBy(order.lines, ({ sku }) => wareOf(sku).warehouse);
  return [...places].map(([warehouse, lines]) => {
    const quantity = lines.reduce((sum, { ordered }) => sum + Number(ordered), 0);
    return { order, warehouse, quantity, carrier: 'DHL' };
  });
}

/** Four pay at once: one too much, one too little, and one whose bank takes it back. */
async function payAtOnce(company: Company, orders: readonly Order[]): Promise<void> {
  const { clerk, seller, today } = company;
  for (const [index, order] of orders.entries()) {
    const { number, customer, gross } = await invoiceOf(company, order);
    const cents = minorOf(gross.amount) + ([0, 2_500, -1_000, 0][index] ?? 0);
    const { id } = await once<{ id: string }>(clerk, '/v1/payments', {
      ...{ seller: seller.id, customer, valueDate: today, reference: `Invoice ${number}` },
      ...{ amount: { amount: decimal(cents), currency: 'EUR' }, bankReference: `${number}-1` },
      method: index === 3 ? 'direct_debit' : 'card',
    });
    if (index === 3) await once(clerk, `/v1/payments/${id}/reverse`, { reason: 'no funds' });
  }
}

/** Two cancel: it is too late for what has left the house. */
async function changeMinds({ clerk }: Company, ...orders: readonly (Order | undefined)[]) {
  for (const order of orders) {
    if (!order) continue;
    const cancelled = once(clerk, `/v1/orders/${order.id}/cancel`, {
      reason: 'ordered by mistake',
    });
    await unless('order.already_shipped', cancelled);
  }
}

async function invoiceOf({ clerk }: Company, { id, number }: Order): Promise<Invoice> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    const [invoice] = await clerk.all<Invoice>('/v1/invoices', { order: id });
    if (invoice) return invoice;
    await pause(100);
  }
  throw new Error(`Waited in vain for an invoice of ${number}`);
}

function wareOf(sku: string): Ware {
  const ware = wares.get(sku);
  if (ware) return ware;
  throw new Error(`${sku} is none of the company's wares`);
}
