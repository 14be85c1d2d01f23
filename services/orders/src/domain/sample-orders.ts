import type { MoneyJson } from '@o2c/money';
import type { Customer } from './customer.js';
import type { Line, Order } from './order.js';
import type {
  Asker,
  ChangeOrder,
  Known,
  LineRequest,
  OrderCommand,
  OrderFact,
  OrderRequest,
  OrderRow,
  PlaceOrder,
} from './order-command.js';
import { decide, evolve, orderIn } from './order-rules.js';
import type { Product } from './product.js';
import type { Seller } from './seller.js';

/** Parties, products and orders that the rule tests share; each test names what it is about. */
export const AT = '2026-03-02T09:30:00.000Z';
const LATER = '2026-03-02T10:30:00.000Z';

export const eur = (amount: string): MoneyJson => ({ amount, currency: 'EUR' });

export const address = { name: 'ACME GmbH', lines: ['Hauptstr. 1'], city: 'Berlin', country: 'DE' };

export const seller: Seller = {
  ...{ seller: id(1), number: 'S-1', name: 'Muster GmbH', address, currency: 'EUR' },
  ...{ timeZone: 'Europe/Berlin', priceTolerancePercent: '0' },
  taxRates: [
    { country: 'DE', category: 'S', rateClass: 'standard', rate: '19', from: '2021-01-01' },
    { country: 'DE', category: 'S', rateClass: 'reduced', rate: '7', from: '2021-01-01' },
  ],
};

export const customer: Customer = {
  ...{ customer: id(2), number: 'C-1', name: 'ACME GmbH', currency: 'EUR', terms: 'net30' },
  ...{ billTo: address, shipTos: [], invoicePer: 'shipment' },
};

export const bolt: Product = {
  ...{ product: id(3), sku: 'BOLT', name: 'Hex bolt', unit: 'piece', active: true },
  ...{ taxCategory: 'S', rateClass: 'standard' },
  prices: [{ price: eur('10.00'), from: '2020-01-01' }],
};

export const book: Product = {
  ...{ product: id(4), sku: 'BOOK', name: 'Bolt book', unit: 'piece', active: true },
  ...{ taxCategory: 'S', rateClass: 'reduced' },
  prices: [{ price: eur('20.00'), from: '2020-01-01' }],
};

export const KNOWN: Known = {
  ...{ seller, sellers: 1, customer, orderedOn: '2026-03-02', today: '2026-03-02' },
  products: new Map(
    [bolt, book].flatMap(
      (one) =>
        [
          [one.sku, one],
          [one.product, one],
        ] as const,
    ),
  ),
  number: 'SO-2026-000001',
};

/** Sells; may do nothing else. */
export const clerk: Asker = { key: 'k1', name: 'web shop', mayPrice: false, mayHistory: false };
export const controller: Asker = { ...clerk, key: 'k2', name: 'controller' };

export const ORDER = id(10);
export const ROW = `orders/${ORDER}`;

/** 10 bolts at 10.00: 100.00 net, 119.00 gross. */
export const TEN_BOLTS: LineRequest = { sku: 'BOLT', quantity: 10 };

/** An order of ten bolts, but for what a test is about. */
export function placing(request: Partial<OrderRequest> = {}, more: Partial<PlaceOrder> = {}) {
  const command: PlaceOrder = {
    ...{ type: 'PlaceOrder', order: ORDER, hold: id(11), at: AT, by: clerk, known: KNOWN },
    request: {
      ...{ customer: 'C-1', currency: 'EUR', orderedAt: AT, lines: [TEN_BOLTS] },
      ...{ shipComplete: false, priority: 0, history: false, ...request },
    },
    ...more,
  };
  return command;
}

/** A UUID that ends in this number. */
export function id(number: number): string {
  return `01932b5a-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** One unit in millionths. */
export const UNIT = 1_000_000;

/** What commands, one after the other, leave of an order, and what the last of them said. */
export function after(...commands: readonly OrderCommand[]): {
  readonly order: Order | undefined;
  readonly rows: ReadonlyMap<string, OrderRow>;
  readonly facts: readonly OrderFact[];
} {
  let rows: ReadonlyMap<string, OrderRow> = new Map();
  let facts: readonly OrderFact[] = [];
  for (const command of commands) {
    facts = decide(rows, command);
    for (const fact of facts) rows = new Map([...rows, ...evolve(rows, fact)]);
  }
  return { order: orderIn(rows, ORDER), rows, facts };
}

/** The line with this number; fails the test when there is none. */
export function lineIn(order: Order | undefined, number = 1): Line {
  const line = order?.lines.find((one) => one.line === number);
  if (line) return line;
  throw new Error(`there is no line ${number}`);
}

export const move = {
  reserve: (quantity: number): OrderCommand => moved({ reserved: quantity }),
  backorder: (quantity: number): OrderCommand => moved({ backordered: quantity }),
  ship: (quantity: number): OrderCommand => moved({ shipped: quantity, reserved: -quantity }),
  voidShipment: (quantity: number): OrderCommand => moved({ shipped: -quantity }),
  invoice: (quantity: number, document = 'INV-1'): OrderCommand => {
    return { ...moved({ invoiced: quantity }), document };
  },
};

export const credit = {
  approve: (version = 1): OrderCommand => decided('approved', version, id(20)),
  hold: (code: 'credit.limit' | 'credit.approval_expired' = 'credit.limit'): OrderCommand => ({
    ...decided('held', 1, code === 'credit.limit' ? id(21) : id(22)),
    reasons: [{ code, message: 'too much', needed: eur('69.00'), owner: 'credit controller' }],
  }),
  /** The hold above for the same reason, when something else is needed than before. */
  restate: (needed: string): OrderCommand => ({
    ...{ ...decided('held', 1, id(24)), at: LATER, hold: id(21), heldSince: AT },
    reasons: [
      {
        ...{ code: 'credit.limit', message: 'too much', owner: 'credit controller' },
        needed: eur(needed),
      },
    ],
  }),
  reject: (): OrderCommand => decided('rejected', 1, id(23)),
};

export const change = (more: Partial<ChangeOrder>): OrderCommand => ({
  ...{ type: 'ChangeOrder', order: ORDER, request: id(32), by: clerk, at: AT, known: KNOWN },
  ...{ version: 0, lines: [], ...more },
});

export const cancel = (quantity?: number): OrderCommand => ({
  ...{ type: 'CancelOrder', order: ORDER, request: id(30), reason: 'not needed' },
  ...(quantity !== undefined && { lines: [{ line: 1, quantity }] }),
});

export const answer = (
  quantity: number,
  { cause = 'cancelled', refused, request = id(30) }: AnswerOptions = {},
): OrderCommand => ({
  ...{ type: 'AnswerCancel', order: ORDER, request, cause },
  lines: [{ line: 1, quantity: quantity * UNIT }],
  ...(refused && { refused: 'order.already_shipped' }),
});

type AnswerOptions = {
  readonly cause?: 'cancelled' | 'decreased' | 'expired';
  readonly refused?: boolean;
  readonly request?: string;
};

export const decideHold = (
  decision: 'released' | 'rejected',
  hold: string,
  by: Asker = controller,
): OrderCommand => ({
  ...{ type: 'DecideHold', order: ORDER, hold, decision, by, request: id(31) },
  ...{ reason: 'payment_announced', comment: 'called them' },
});

export const settle = (settled = true, document = 'INV-1'): OrderCommand => {
  return { type: 'SettleDocument', order: ORDER, document, settled };
};

function moved(
  units: Readonly<Partial<Record<'reserved' | 'backordered' | 'shipped' | 'invoiced', number>>>,
) {
  const micro = Object.entries(units).map(([name, quantity]) => [name, quantity * UNIT]);
  const moves = [{ line: 1, ...Object.fromEntries(micro) }];
  return { type: 'MoveQuantities', order: ORDER, moves } as const;
}

function decided(decision: 'approved' | 'held' | 'rejected', version: number, fact: string) {
  const what = { type: 'RecordCredit', order: ORDER, decision, version } as const;
  return { ...what, reasons: [], id: fact, at: AT };
}
