import { eachOf, type Order } from '@o2c/client';
import { addDays } from '@o2c/money';
import { ensure } from '../batches.js';
import type { Progress } from '../progress.js';
import { type Company, decideHold, once, placeAll, receive, type StockLine } from './company.js';
import { customerOf } from './customers.js';
import { workdaysAfter } from './days.js';
import { deliver, type Parcel, send } from './goods.js';
import type { Plan, PlannedLine, PlannedOrder, Week } from './plan.js';
import { type Warehouse, WARES } from './wares.js';

const WAREHOUSES: readonly Warehouse[] = ['main', 'south'];

/** An order, and what the plan says of it. */
type Placed = { readonly order: Order; readonly plan: PlannedOrder };

/** The customers, and stock of what is never short: enough for the plan, and something left. */
export async function furnish(company: Company, { seed, buyers, weeks }: Plan): Promise<void> {
  const { clerk, seller } = company;
  await eachOf(buyers, 8, (buyer) =>
    ensure(clerk, '/v1/customers', customerOf(buyer, seller.id), 'customer.number_taken'),
  );
  await bringMissing(company);
  const lines = weeks.flatMap(({ orders }) => orders.flatMap((order) => order.lines));
  for (const warehouse of WAREHOUSES) {
    const stock = WARES.filter((ware) => ware.warehouse === warehouse && !ware.isScarce);
    const sold = new Map(stockIn(lines, warehouse).map(({ sku, quantity }) => [sku, quantity]));
    const enough = stock.map(({ sku, cents }) => {
      return { sku, quantity: Math.ceil((sold.get(sku) ?? 0) * 1.2 + 400_000 / cents) };
    });
    await receive(company, warehouse, `Season of world ${seed}`, enough);
  }
}

/** What orders of another world wait for comes in, or they would take what is meant for this. */
async function bringMissing(company: Company): Promise<void> {
  const missing = await company.clerk.all<StockLine & { backordered: number }>('/v1/stock', {
    backordered: true,
  });
  for (const warehouse of WAREHOUSES) {
    const here = new Set(
      WARES.filter((ware) => ware.warehouse === warehouse).map(({ sku }) => sku),
    );
    const lines = missing.flatMap(({ sku, backordered }) =>
      here.has(sku) ? [{ sku, quantity: Number(backordered) }] : [],
    );
    await receive(company, warehouse, `Missing before world ${company.seed}`, lines);
  }
}

/** A week: what is ordered, what leaves, what comes in late and leaves then. */
export async function playWeek(company: Company, week: Week, progress: Progress): Promise<void> {
  const { begin, orders: plans } = week;
  const lines = plans.flatMap((plan) => plan.lines);
  const scarce = lines.filter(({ ware, isShort }) => ware.isScarce && !isShort);
  await receiveLines(company, `Week of ${begin}, world ${company.seed}`, scarce);
  const orders = await placeAll(
    company,
    plans.map((plan) => requestOf(plan, company)),
  );
  const placed = plans.flatMap((plan, index) => {
    const order = orders[index];
    return order ? [{ plan, order }] : [];
  });
  await decide(company, placed);
  await sendOff(
    company,
    placed.flatMap((one) => firstParcels(one, company)),
  );
  await takeBack(company, placed);
  progress.add(Math.ceil(placed.length / 2));
  await bringShort(
    company,
    week,
    lines.filter(({ isShort }) => isShort),
  );
  await sendOff(
    company,
    placed.flatMap((one) => laterParcels(one, week, company)),
  );
  progress.add(Math.floor(placed.length / 2));
}

function requestOf(plan: PlannedOrder, { seller }: Company): object {
  const { buyer, purchaseOrder, at, requestedOn, lines } = plan;
  return {
    ...{ customer: buyer.number, seller: seller.id, currency: 'EUR', purchaseOrder },
    ...{ orderedAt: at, history: true, ...(requestedOn && { requestedOn }) },
    lines: lines.map(({ ware, quantity }) => ({ sku: ware.sku, quantity })),
  };
}

/** Possible duplicates are released or rejected; those of the last days wait. */
async function decide(company: Company, placed: readonly Placed[]): Promise<void> {
  const old = placed.filter(({ plan }) => plan.on < addDays(company.today, -3));
  await eachOf(old, 4, async ({ order, plan }) => {
    const [hold] = order.holds;
    if (!hold) return;
    if (plan.fate === 'twice and released') {
      await decideHold(company, hold.id, 'release', 'ordered twice on purpose');
    } else {
      await decideHold(company, hold.id, 'reject', 'sent twice by mistake');
    }
  });
}

/** What is there leaves in its time; of some orders only half. */
function firstParcels({ order, plan }: Placed, { today }: Company): readonly Parcel[] {
  if (isStopped(plan, today)) return [];
  return WAREHOUSES.flatMap((warehouse) => {
    const there = numbered(plan, warehouse).filter(({ isShort }) => !isShort);
    const leavesOn = plan.leavesOn[warehouse];
    if (there.length === 0 || leavesOn >= today) return [];
    const lines = there.map(({ line, quantity }) => ({ line, quantity: half(plan, quantity) }));
    const parcel = { order, warehouse, quantity: sum(there), carrier: carrierOf(plan) };
    return [{ ...parcel, shippedAt: `${leavesOn}T15:10:00.000Z`, lines }];
  });
}

/** The other half, and what came in late. */
function laterParcels({ order, plan }: Placed, week: Week, { today }: Company): readonly Parcel[] {
  if (isStopped(plan, today)) return [];
  return WAREHOUSES.flatMap((warehouse) => {
    const firstOn = plan.leavesOn[warehouse];
    const rest = numbered(plan, warehouse).map(({ quantity, isShort }) => {
      return { quantity: isShort ? quantity : quantity - half(plan, quantity) };
    });
    const isLate = numbered(plan, warehouse).some(({ isShort }) => isShort);
    const leavesOn = workdaysAfter(
      isLate && week.arrivesOn > firstOn ? week.arrivesOn : firstOn,
      2,
    );
    if (sum(rest) === 0 || leavesOn >= today) return [];
    const parcel = { order, warehouse, quantity: sum(rest), carrier: carrierOf(plan) };
    return [{ ...parcel, shippedAt: `${leavesOn}T15:40:00.000Z` }];
  });
}

/** Goods leave; who lives abroad says when they have come. */
async function sendOff(company: Company, parcels: readonly Parcel[]): Promise<void> {
  for (const here of WAREHOUSES) {
    await sendFrom(
      company,
      parcels.filter(({ warehouse }) => warehouse === here),
    );
  }
}

async function sendFrom(company: Company, parcels: readonly Parcel[]): Promise<void> {
  const sent = await send(company, parcels);
  const arrived = sent.flatMap(([parcel, { id }]) => {
    const on = workdaysAfter((parcel.shippedAt ?? company.today).slice(0, 10), 2);
    const isTold = parcel.carrier !== 'DHL' && on < company.today;
    return isTold ? [{ id, deliveredAt: `${on}T10:20:00.000Z` }] : [];
  });
  await deliver(company, arrived);
}

async function takeBack({ clerk, today }: Company, placed: readonly Placed[]): Promise<void> {
  const unwanted = placed.filter(({ plan }) => plan.fate === 'cancelled' && plan.on < today);
  const body = { reason: 'the building site was closed' };
  await eachOf(unwanted, 4, ({ order }) => once(clerk, `/v1/orders/${order.id}/cancel`, body));
}

/** What was short has come, or is expected. */
async function bringShort(
  company: Company,
  { begin, arrivesOn }: Week,
  short: readonly PlannedLine[],
) {
  if (arrivesOn < company.today)
    return receiveLines(company, `Late for ${begin}, world ${company.seed}`, short);
  for (const warehouse of WAREHOUSES) {
    const lines = stockIn(short, warehouse).map((line) => ({ ...line, expectedOn: arrivesOn }));
    const body = { warehouse, reference: `Late for ${begin}, world ${company.seed}`, lines };
    if (lines.length > 0) await once(company.clerk, '/v1/expected-receipts', body);
  }
}

async function receiveLines(company: Company, reference: string, lines: readonly PlannedLine[]) {
  for (const warehouse of WAREHOUSES) {
    await receive(company, warehouse, reference, stockIn(lines, warehouse));
  }
}

function stockIn(lines: readonly PlannedLine[], warehouse: Warehouse): readonly StockLine[] {
  const here = lines.filter(({ ware }) => ware.warehouse === warehouse);
  return [...Map.groupBy(here, ({ ware }) => ware.sku)].map(([sku, of]) => {
    return { sku, quantity: sum(of) };
  });
}

/** Lines of a warehouse, with the numbers that they have in the order. */
function numbered({ lines }: PlannedOrder, warehouse: Warehouse) {
  const all = lines.map((line, index) => ({ ...line, line: index + 1 }));
  return all.filter(({ ware }) => ware.warehouse === warehouse);
}

/** Never shipped: cancelled, rejected, or still held. */
function isStopped({ fate, on }: PlannedOrder, today: string): boolean {
  if (fate === 'twice and released') return on >= addDays(today, -3);
  return fate === 'cancelled' || fate === 'twice and rejected';
}

function half({ fate }: PlannedOrder, quantity: number): number {
  return fate === 'split' ? Math.ceil(quantity / 2) : quantity;
}

function carrierOf({ buyer }: PlannedOrder): string {
  return buyer.country === 'DE' ? 'DHL' : 'DPD';
}

function sum(lines: readonly { readonly quantity: number }[]): number {
  return lines.reduce((total, { quantity }) => total + quantity, 0);
}
