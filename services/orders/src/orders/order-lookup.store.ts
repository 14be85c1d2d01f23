import type { Tx } from '@o2c/messaging';
import { localDate } from '@o2c/runtime';
import { customerKind, type Customer } from '../domain/customer.js';
import type { ChangeOrder, Known, OrderCommand, PlaceOrder } from '../domain/order-command.js';
import { productKind, type Product } from '../domain/product.js';
import type { Seller } from '../domain/seller.js';
import { mastersNamed, type Master } from '../master-data.store.js';

/** Commands that name master data. */
type Asking = PlaceOrder | ChangeOrder;

/** What they name: ids or numbers. */
type Names = {
  readonly seller?: string | undefined;
  readonly customer: string;
  readonly products: readonly string[];
  readonly orderedAt: string;
};

/** Master data by id and by number. */
type Found = {
  readonly sellers: ReadonlyMap<string, Seller>;
  readonly onlySeller: Seller | undefined;
  readonly sellerCount: number;
  readonly customers: ReadonlyMap<string, Customer>;
  readonly products: ReadonlyMap<string, Product>;
};

/**
 * Completes new orders and changes with the master data that they name, read without locks in a
 * fixed number of statements, and gives new orders their numbers.
 */
export async function lookUp(
  tx: Tx,
  commands: readonly OrderCommand[],
): Promise<readonly OrderCommand[]> {
  const asking = commands.filter(isAsking);
  if (asking.length === 0) return commands;
  const names = await namesOf(tx, asking);
  const [found, numbers] = await Promise.all([
    find(tx, [...names.values()]),
    draw(tx, asking.filter(({ type }) => type === 'PlaceOrder').length),
  ]);
  return commands.map((command) => {
    const named = isAsking(command) && names.get(command.order);
    if (!named) return command;
    const dated = knownOf(named, found, command.at);
    return command.type === 'PlaceOrder'
      ? { ...command, known: numbered(dated, numbers.shift() ?? 0) }
      : { ...command, known: dated };
  });
}

function isAsking(command: OrderCommand): command is Asking {
  return command.type === 'PlaceOrder' || command.type === 'ChangeOrder';
}

/** By order; an order that is to be changed names what it was agreed with. */
async function namesOf(tx: Tx, asking: readonly Asking[]): Promise<ReadonlyMap<string, Names>> {
  const changes = asking.filter((command) => command.type === 'ChangeOrder');
  const agreed = changes.length === 0 ? [] : await readAgreed(tx, changes);
  const added = new Map(changes.map(({ order, lines }) => [order, lines.flatMap(skuOf)]));
  return new Map([
    ...agreed.map(({ id, products, ...names }): [string, Names] => {
      return [id, { ...names, products: [...products, ...(added.get(id) ?? [])] }];
    }),
    ...asking
      .filter((command) => command.type === 'PlaceOrder')
      .map(({ order, request }): [string, Names] => {
        const { seller, customer, orderedAt, lines } = request;
        return [order, { seller, customer, orderedAt, products: lines.flatMap(skuOf) }];
      }),
  ]);
}

async function readAgreed(tx: Tx, changes: readonly ChangeOrder[]) {
  const rows = await tx.query<Names & { id: string; at: Date }>(
    `SELECT id, seller_id AS seller, customer_id AS customer, ordered_at AS at,
            ARRAY(SELECT line ->> 'product' FROM json_array_elements(lines) AS line) AS products
       FROM orders WHERE id = ANY($1::uuid[])`,
    [changes.map(({ order }) => order)],
  );
  return rows.map(({ at, ...names }) => ({ ...names, orderedAt: at.toISOString() }));
}

async function find(tx: Tx, names: readonly Names[]): Promise<Found> {
  const query = tx.query.bind(tx);
  const [sellers, customers, products] = await Promise.all([
    query<Master<Seller>>('SELECT id, data, version FROM sellers'),
    mastersNamed(query, customerKind, [...new Set(names.map(({ customer }) => customer))]),
    mastersNamed(query, productKind, [...new Set(names.flatMap((named) => named.products))]),
  ]);
  return {
    sellers: byName(sellers, ({ number }) => number),
    onlySeller: sellers.length === 1 ? sellers[0]?.data : undefined,
    sellerCount: sellers.length,
    customers: byName(customers, ({ number }) => number),
    products: byName(products, ({ sku }) => sku),
  };
}

function byName<D>(
  masters: readonly Master<D>[],
  numberOf: (data: D) => string,
): ReadonlyMap<string, D> {
  const ids = masters.map(({ id, data }) => [id, data] as const);
  return new Map([...ids, ...masters.map(({ data }) => [numberOf(data), data] as const)]);
}

function knownOf(names: Names, found: Found, at: string): Known {
  const seller = names.seller === undefined ? found.onlySeller : found.sellers.get(names.seller);
  const timeZone = seller?.timeZone ?? 'UTC';
  return {
    seller,
    sellers: found.sellerCount,
    customer: found.customers.get(names.customer),
    products: found.products,
    orderedOn: localDate(names.orderedAt, timeZone),
    today: localDate(at, timeZone),
    number: '',
  };
}

function numbered(known: Known, drawn: number): Known {
  const year = known.orderedOn.slice(0, 4);
  return { ...known, number: `SO-${year}-${String(drawn).padStart(6, '0')}` };
}

async function draw(tx: Tx, count: number): Promise<number[]> {
  if (count === 0) return [];
  const drawn = await tx.query<{ number: number }>(
    `SELECT nextval('order_numbers') AS number FROM generate_series(1, $1::int)`,
    [count],
  );
  return drawn.map(({ number }) => number);
}

function skuOf({ sku }: { readonly sku?: string | undefined }): readonly string[] {
  return sku === undefined ? [] : [sku];
}
