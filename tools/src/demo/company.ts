import { Client, eachOf, type Seller } from '@o2c/client';
import { decimal } from '../amount.js';
import { ensure } from '../batches.js';
import { Chance } from './chance.js';

/** Something that the company sells; `cents` is its price. */
export type Ware = { readonly sku: string; readonly name: string; readonly cents: number };

/** The company, and whoever acts for it. */
export type Company = {
  /** The clerk: places orders, ships, books payments. */
  readonly clerk: Client;
  /** Decides about holds: nobody releases an order of their own. */
  readonly controller: Client;
  readonly seller: Seller;
  /** The day at the seller's. */
  readonly today: string;
  readonly chance: Chance;
};

const NAMES = [
  ...['Hex bolt M8', 'Hex nut M8', 'Washer 8 mm', 'Threaded rod M8'],
  ...['Angle bracket', 'Wood screw 5 × 60', 'Wall plug 8 mm', 'Cable tie 200 mm'],
  ...['Work gloves', 'Cordless drill', 'Drill bit set'],
];

/** What is always in stock. */
export const WARES: readonly Ware[] = NAMES.map((name, index) => ({
  ...{ sku: `DEMO-${String(index + 1).padStart(2, '0')}`, name },
  cents: 150 + 635 * index,
}));

/** What everybody wants and nobody has. */
export const RARITY: Ware = { sku: 'DEMO-12', name: 'Laser level', cents: 24_900 };

/** Opens the company: its products, stock for a round, and a controller. */
export async function openCompany(options: { url: string; key: string; seed: number }) {
  const clerk = new Client(options);
  const seller = await firstSeller(clerk);
  await eachOf([...WARES, RARITY], 4, (ware) =>
    ensure(clerk, '/v1/products', productOf(ware), 'product.sku_taken'),
  );
  const lines = WARES.map(({ sku }) => ({ sku, quantity: 500 }));
  await clerk.post('/v1/stock-receipts', { reference: 'demo', lines });
  const scopes = ['holds:decide', 'orders:read'];
  const { key } = await clerk.post<{ key: string }>('/v1/api-keys', { name: 'demo', scopes });
  const controller = new Client({ url: options.url, key });
  const { asOf: today } = await clerk.get<{ asOf: string }>('/v1/aging', { seller: seller.id });
  return { clerk, controller, seller, today, chance: new Chance(options.seed) };
}

/** The first that sells in euros. */
async function firstSeller(clerk: Client): Promise<Seller> {
  const [seller] = await clerk.all<Seller>('/v1/sellers', { currency: 'EUR' });
  if (seller) return seller;
  throw new Error('No seller sells in EUR: POST /v1/sellers makes one');
}

function productOf({ sku, name, cents }: Ware): object {
  const price = { amount: decimal(cents), currency: 'EUR' };
  return { sku, name, unit: 'piece', taxCategory: 'S', price };
}
