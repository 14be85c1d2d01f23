import { type Hold, type Money, type Order, pause } from '@o2c/client';
import { decimal, minorOf } from '../amount.js';
import { type Company, decideHold, once, placeAll } from './company.js';
import type { Buyer } from './customers.js';
import { requestOf } from './today.js';
import { WARES } from './wares.js';

/** Milliseconds that credit may take. */
const PATIENCE = 60_000;

/** Who makes trouble: two are at their limit, two owe money since long. */
export type Troubled = {
  readonly tight: readonly Buyer[];
  readonly overdue: readonly Buyer[];
  /** Everybody else. */
  readonly calm: readonly Buyer[];
};

type Account = {
  readonly limit: Money | null;
  readonly exposure: { readonly total: Money };
  readonly version: number;
};

/** Chooses them among the customers. */
export function troubledOf(buyers: readonly Buyer[]): Troubled {
  const tight = buyers.filter(({ habit }) => habit === 'punctual').slice(0, 2);
  const chronic = buyers.filter(({ habit, terms }) => habit === 'chronic' && terms !== 'net45');
  const overdue = chronic.toSorted((a, b) => b.weekly - a.weekly).slice(0, 2);
  const calm = buyers.filter((buyer) => ![...tight, ...overdue].includes(buyer));
  return { tight, overdue, calm };
}

/**
 * Orders that credit stops: beyond the limit, or owed for too long. The controller rejects one and
 * releases one, one is cancelled, the others wait for somebody.
 */
export async function reachLimits(company: Company, { tight, overdue }: Troubled): Promise<void> {
  const { clerk } = company;
  const [first, second = first] = tight;
  if (!first || !second) return;
  for (const buyer of tight) await tighten(company, buyer);
  for (const buyer of overdue) await watch(company, buyer);
  const late = overdue.map((buyer) => drills(company, buyer, 'B1', 2));
  const names = ['B1', 'B2', 'B3'].map((name) => drills(company, first, name, 12));
  const released = drills(company, second, 'B4', 12);
  const placed = await placeAll(company, [...late, ...names, released]);
  const [, rejected, cancelled, guaranteed] = placed.slice(late.length);
  const bad = await holdOf(company, rejected);
  await decideHold(company, bad.id, 'reject', 'too much for this customer');
  const good = await holdOf(company, guaranteed);
  await decideHold(company, good.id, 'release', 'guarantee received');
  const { order } = await holdOf(company, cancelled);
  await once(clerk, `/v1/orders/${order}/cancel`, { reason: 'bought elsewhere' });
}

/** Waits until credit has stopped the order; answers the hold. */
async function holdOf({ clerk }: Company, order: Order | undefined): Promise<Hold> {
  for (const end = performance.now() + PATIENCE; order && performance.now() < end;) {
    const { holds } = await clerk.get<Order>(`/v1/orders/${order.id}`);
    const [hold] = holds;
    if (hold) return hold;
    await pause(100);
  }
  throw new Error(`Waited in vain for a hold of ${order?.number}`);
}

function drills(company: Company, buyer: Buyer, name: string, quantity: number): object {
  const ware = WARES.findLast(({ sku }) => sku.startsWith('CD-'));
  return requestOf(company, buyer, name, ware ? [{ ware, quantity }] : []);
}

/** A few thousand euros more than is owed: the next large order is too much. */
async function tighten({ clerk, seller }: Company, { number }: Buyer): Promise<void> {
  const path = `/v1/credit-accounts/${number}?seller=${seller.id}`;
  const { exposure, version } = await clerk.get<Account>(path);
  const limit = Math.ceil(minorOf(exposure.total.amount) / 100_000) * 100_000 + 150_000;
  await clerk.put(path, { limit: { amount: decimal(limit), currency: 'EUR' } }, version);
}

/** From now on nothing more while anything is overdue for more than ten days. */
async function watch({ clerk, seller }: Company, { number }: Buyer): Promise<void> {
  const path = `/v1/credit-accounts/${number}?seller=${seller.id}`;
  const { limit, version } = await clerk.get<Account>(path);
  const overdue = { amount: { amount: '100.00', currency: 'EUR' }, days: 10 };
  await clerk.put(path, { limit, rules: { overdue } }, version);
}
