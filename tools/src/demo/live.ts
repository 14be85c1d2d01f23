import { once } from 'node:events';
import {
  Client,
  type Hold,
  type Money,
  type OpenItem,
  type Order,
  pause,
  Problem,
} from '@o2c/client';
import { decimal, minorOf } from '../amount.js';
import { say } from '../progress.js';
import { Chance } from './chance.js';
import { type Company, openShop, receive } from './company.js';
import { type Buyer, buyersOf } from './customers.js';
import type { Planned } from './goods.js';
import { linesFor } from './plan.js';
import { requestOf } from './today.js';
import { WARES } from './wares.js';
import { dismiss, hireController, type World } from './worlds.js';

/** How a world goes on. */
export type Life = {
  readonly url: string;
  readonly key: string;
  /** Things that happen in a second. */
  readonly speed: number;
};

/** The company as it lives: chance decides what comes next. */
type Scene = {
  readonly company: Company;
  readonly buyers: readonly Buyer[];
  readonly chance: Chance;
  /** Unlike that of any other thing that happens. */
  readonly name: string;
};

/** One thing that happens; answers what it was, nothing when there was no occasion. */
type Deed = (scene: Scene) => Promise<string | undefined>;

/** Holds that are left for whoever looks on. */
const LEFT_HELD = 4;

const DEEDS: readonly (readonly [Deed, number])[] = [
  [order, 40],
  [ship, 32],
  [pay, 26],
  [orderTooMuch, 2],
  [orderTwice, 1],
  [decide, 3],
  [cancel, 2],
  [restock, 4],
];

/** Goes on with the life of a company, at a pace that people can follow, until Ctrl-C. */
export async function live(world: World, { url, key, speed }: Life): Promise<void> {
  const clerk = new Client({ url, key });
  const seller = await openShop(clerk);
  const { client: controller, ...controllerKey } = await hireController(clerk, url, world);
  const { asOf: today } = await clerk.get<{ asOf: string }>('/v1/aging', { seller: seller.id });
  const company = { clerk, controller, seller, seed: world.seed, today };
  const buyers = buyersOf(world.seed, world.customers);
  const chance = new Chance(world.seed + 4_000_003);
  const ended = once(process, 'SIGINT').then(() => 'ended' as const);
  say('The company lives. Ctrl-C ends it.');
  for (let count = 1; ; count++) {
    const deed = chance.weighted(DEEDS);
    const name = `${controllerKey.id.slice(-6)}-${count}`;
    const told = await ventured(deed({ company, buyers, chance, name }));
    if (told) say(told);
    if ((await Promise.race([ended, pause(1_000 / speed)])) === 'ended') break;
  }
  await dismiss(clerk, controllerKey, world);
}

async function order({ company, buyers, chance, name }: Scene) {
  const buyer = chance.oneOf(buyers);
  return placed(company, buyer, name, linesFor(buyer, company.today, chance, new Set()));
}

/** A little more than the limit leaves room for. */
async function orderTooMuch({ company, buyers, chance, name }: Scene) {
  const buyer = chance.oneOf(buyers.filter(({ limit }) => limit !== undefined));
  const path = `/v1/credit-accounts/${buyer.number}`;
  const { available } = await company.clerk.get<Account>(path, { seller: company.seller.id });
  const cents = Math.max(0, minorOf(available?.amount ?? '0.00')) + chance.between(20_000, 90_000);
  const ware = chance.oneOf(WARES.filter((one) => one.cents > 5_000));
  return placed(company, buyer, name, [{ ware, quantity: Math.ceil(cents / ware.cents) }]);
}

async function orderTwice({ company, buyers, chance, name }: Scene) {
  const buyer = chance.oneOf(buyers);
  const lines = linesFor(buyer, company.today, chance, new Set());
  await placed(company, buyer, name, lines);
  return placed(company, buyer, name, lines);
}

async function placed(
  company: Company,
  buyer: Buyer,
  reference: string,
  lines: Parameters<typeof requestOf>[3],
): Promise<string> {
  const request = requestOf(company, buyer, reference, lines);
  const { number, gross } = await company.clerk.post<Order>('/v1/orders', request);
  return `${buyer.name} orders for ${gross.amount} EUR: ${number}`;
}

async function ship({ company: { clerk }, chance }: Scene) {
  const query = { status: 'planned', limit: 50 };
  const { items } = await clerk.get<{ items: readonly Planned[] }>('/v1/shipments', query);
  if (items.length < 10) return undefined;
  const { id, number, warehouse } = chance.oneOf(items);
  await clerk.post(`/v1/shipments/${id}/ship`, { carrier: 'DHL' });
  return `${number} leaves the warehouse ${warehouse}`;
}

async function pay({ company: { clerk, seller, today }, chance }: Scene) {
  const query = { status: 'open', kind: 'invoice', limit: 100, seller: seller.id };
  const { items } = await clerk.get<{ items: readonly Owed[] }>('/v1/open-items', query);
  const [first] = items;
  if (!first) return undefined;
  const { customer, document, open } = chance.oneOf(items);
  const cents = minorOf(open.amount) - (chance.happens(6) ? 1_000 : 0);
  if (cents <= 0) return undefined;
  const amount = { amount: decimal(cents), currency: open.currency };
  const payment = { seller: seller.id, customer, valueDate: today, method: 'transfer', amount };
  await clerk.post('/v1/payments', { ...payment, reference: `Invoice ${document}` });
  return `${document} is paid: ${amount.amount} EUR`;
}

async function decide({ company: { clerk, controller }, chance }: Scene) {
  const holds = await clerk.all<Hold>('/v1/holds', { status: 'open' });
  if (holds.length <= LEFT_HELD) return undefined;
  const { id, code } = chance.oneOf(holds);
  const [decision, reason] = chance.happens(70)
    ? (['release', 'payment announced'] as const)
    : (['reject', 'no answer'] as const);
  await controller.post(`/v1/holds/${id}/${decision}`, { reason });
  return `The controller decides about ${code}: ${decision}`;
}

async function cancel({ company: { clerk, seller }, chance }: Scene) {
  const query = { status: 'released', limit: 50, seller: seller.id };
  const { items } = await clerk.get<{ items: readonly Order[] }>('/v1/orders', query);
  if (items.length < 20) return undefined;
  const { id, number } = chance.oneOf(items);
  await clerk.post(`/v1/orders/${id}/cancel`, { reason: 'no longer needed' });
  return `${number} is cancelled`;
}

async function restock({ company, chance, name }: Scene) {
  const short = await company.clerk.all<Short>('/v1/stock', { backordered: true });
  if (short.length < 3) return undefined;
  const { sku, backordered } = chance.oneOf(short);
  const ware = WARES.find((one) => one.sku === sku);
  const lines = [{ sku, quantity: Math.ceil(Number(backordered) * 1.5) }];
  await receive(company, ware?.warehouse ?? 'main', `Delivery ${name}`, lines);
  return `${lines[0]?.quantity} of ${sku} come in`;
}

type Owed = OpenItem & { readonly customer: string };
type Account = { readonly available: Money | null };
type Short = { readonly sku: string; readonly backordered: number | string };

/** What is refused does not happen: somebody else was quicker. */
async function ventured(deed: Promise<string | undefined>): Promise<string | undefined> {
  return deed.catch((error: unknown) => {
    if (error instanceof Problem && [409, 422].includes(error.status)) return error.message;
    throw error;
  });
}
