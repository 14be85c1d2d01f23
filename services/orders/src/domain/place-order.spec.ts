import { DomainError } from '@o2c/contracts';
import { statusOf } from './order.js';
import type { Asker, OrderCommand } from './order-command.js';
import {
  address,
  after,
  bolt,
  change,
  clerk,
  credit,
  customer,
  eur,
  id,
  KNOWN,
  lineIn,
  ORDER,
  placing,
  seller,
  TEN_BOLTS,
} from './sample-orders.js';

const line = (more: object) => ({ lines: [{ ...TEN_BOLTS, ...more }] });
const known = (more: object) => ({ known: { ...KNOWN, ...more } });
const selling = (more: object) => {
  return known({ products: new Map([['BOLT', { ...bolt, ...more }]]) });
};

/** Every fault that an order can have: what is asked, and what is answered. */
const FAULTS: readonly (readonly [string, OrderCommand, string])[] = [
  [
    'nobody of that name',
    placing({}, known({ customer: undefined })),
    'customer.unknown /customer',
  ],
  [
    'a customer who is blocked',
    placing({}, known({ customer: { ...customer, blocked: { reason: 'insolvent' } } })),
    'customer.blocked /customer',
  ],
  ['a sku that is not sold here', placing(line({ sku: 'NUT' })), 'product.unknown /lines/0/sku'],
  [
    'a product no longer sold',
    placing({}, selling({ active: false })),
    'product.inactive /lines/0/sku',
  ],
  [
    'a price of one’s own',
    placing(line({ unitPrice: eur('9.99') })),
    'price.outside_tolerance /lines/0/unitPrice',
  ],
  [
    'a discount of one’s own',
    placing(line({ discountPercent: 1 })),
    'price.outside_tolerance /lines/0/discountPercent',
  ],
  [
    'a product without a price',
    placing({}, selling({ prices: [] })),
    'price.missing /lines/0/unitPrice',
  ],
  [
    'a price below zero',
    placing(line({ unitPrice: eur('-1') })),
    'price.negative /lines/0/unitPrice',
  ],
  [
    'seven decimals of a price',
    placing(line({ unitPrice: eur('1.0000001') })),
    'price.invalid /lines/0/unitPrice',
  ],
  ['none of it', placing(line({ quantity: 0 })), 'quantity.not_positive /lines/0/quantity'],
  [
    'less than none',
    placing(line({ quantity: '-1.5' })),
    'quantity.not_positive /lines/0/quantity',
  ],
  [
    'seven decimals of it',
    placing(line({ quantity: '1.0000001' })),
    'quantity.scale /lines/0/quantity',
  ],
  [
    'half a pack',
    placing(line({ quantity: 5 }), selling({ packMultiple: 10 })),
    'quantity.not_pack_multiple /lines/0/quantity',
  ],
  [
    'too much to count',
    placing(line({ quantity: 1_000_000_000 })),
    'quantity.too_large /lines/0/quantity',
  ],
  [
    'more than all of it off',
    placing(line({ discountPercent: 101 }), { by: { ...clerk, mayPrice: true } }),
    'discount.invalid /lines/0/discountPercent',
  ],
  ['delivery yesterday', placing({ requestedOn: '2026-03-01' }), 'date.past /requestedOn'],
  [
    'an order of yesterday',
    placing({}, known({ orderedOn: '2026-03-01' })),
    'date.past /orderedAt',
  ],
  [
    'an order of tomorrow',
    placing({}, known({ orderedOn: '2026-03-03' })),
    'date.future /orderedAt',
  ],
  [
    'another currency than the customer’s',
    placing(
      { ...line({ unitPrice: { amount: '10', currency: 'USD' } }), currency: 'USD' },
      { by: { ...clerk, mayPrice: true } },
    ),
    'currency.mismatch /currency',
  ],
  [
    'a price in another currency',
    placing(line({ unitPrice: { amount: '10', currency: 'USD' } })),
    'currency.mismatch /lines/0/unitPrice',
  ],
  [
    'freight in another currency',
    placing({ freight: { amount: '10', currency: 'USD' } }),
    'currency.mismatch /freight',
  ],
  ['freight below zero', placing({ freight: eur('-1.00') }), 'amount.negative /freight'],
  ['freight of half a cent', placing({ freight: eur('0.005') }), 'amount.invalid /freight'],
  [
    'no seller, of two',
    placing({}, known({ seller: undefined, sellers: 2 })),
    'seller.required /seller',
  ],
  [
    'a seller nobody knows',
    placing({ seller: 'S-9' }, known({ seller: undefined })),
    'seller.unknown /seller',
  ],
  ['no lines', placing({ lines: [] }), 'lines.missing /lines'],
  [
    '2,001 lines',
    placing({ lines: Array.from({ length: 2001 }, () => TEN_BOLTS) }),
    'lines.too_many /lines',
  ],
  [
    'a day without a tax rate',
    placing({}, known({ seller: { ...seller, taxRates: [] } })),
    'tax.rate_missing /lines/0/sku',
  ],
  ['a ship-to that the customer lacks', placing({ shipTo: 'moon' }), 'ship_to.unknown /shipTo'],
];

describe('An order that cannot be is refused', () => {
  test.each(FAULTS)('with %s', (_, command, fault) => {
    expect(faultsOf(command)).toEqual([fault]);
  });

  test('with everything that is wrong in one answer', () => {
    const wrong = placing({
      customer: 'C-404',
      requestedOn: '2026-01-01',
      lines: [{ ...TEN_BOLTS, quantity: 0 }, TEN_BOLTS, { sku: 'NUT', quantity: '1.0000001' }],
    });
    const command = { ...wrong, known: { ...KNOWN, customer: undefined } };
    expect(faultsOf(command)).toEqual([
      'customer.unknown /customer',
      'date.past /requestedOn',
      'quantity.not_positive /lines/0/quantity',
      'product.unknown /lines/2/sku',
      'quantity.scale /lines/2/quantity',
    ]);
  });

  test('as history, unless the caller may write history', () => {
    expect(() => after(placing({ history: true }))).toThrow(
      expect.objectContaining({ code: 'history.forbidden' }),
    );
  });
});

describe('An order is placed', () => {
  const historian: Asker = { ...clerk, mayHistory: true };
  const salesman: Asker = { ...clerk, mayPrice: true };

  test('with the price and the tax rate of its day', () => {
    const { order } = after(placing());
    expect(lineIn(order)).toMatchObject({ unitPrice: 10_000_000, taxRate: '19' });
    expect(order).toMatchObject({ net: 10_000, tax: 1_900, gross: 11_900, number: KNOWN.number });
  });

  test('with an older price where the day is older and it is history', () => {
    const prices = [...bolt.prices, { price: eur('12.00'), from: '2026-03-02' }];
    const products = new Map([['BOLT', { ...bolt, prices }]]);
    const past = { ...KNOWN, products, orderedOn: '2025-12-01' };
    expect(after(placing({}, { known: { ...KNOWN, products } })).order?.net).toBe(12_000);
    const command = placing({ history: true }, { by: historian, known: past });
    expect(after(command).order?.net).toBe(10_000);
  });

  test('at any price by whoever may set prices, with a discount', () => {
    const special = { ...TEN_BOLTS, unitPrice: eur('9.995'), discountPercent: '50' };
    const { order } = after(placing({ lines: [special] }, { by: salesman }));
    expect(order?.net).toBe(4_998);
  });

  test('within the seller’s tolerance by anybody', () => {
    const tolerant = { ...KNOWN, seller: { ...seller, priceTolerancePercent: '2.5' } };
    const at = (price: string) => {
      const lines = [{ ...TEN_BOLTS, unitPrice: eur(price) }];
      return placing({ lines }, { known: tolerant });
    };
    expect(after(at('9.75')).order?.net).toBe(9_750);
    expect(after(at('10.25')).order?.net).toBe(10_250);
    expect(faultsOf(at('9.749999'))).toEqual(['price.outside_tolerance /lines/0/unitPrice']);
    expect(faultsOf(at('10.250001'))).toEqual(['price.outside_tolerance /lines/0/unitPrice']);
  });

  test('with freight taxed as the line of the highest net, spread over its lines', () => {
    const lines = [{ sku: 'BOOK', quantity: 1 }, TEN_BOLTS];
    const { order } = after(placing({ lines, freight: eur('5.00') }));
    // 20.00 at 7 %, and 100.00 + 5.00 at 19 %
    expect(order).toMatchObject({ net: 12_500, tax: 140 + 1_995, gross: 14_635, freight: 500 });
    expect(lineIn(order, 1)).toMatchObject({ net: 2_000, tax: 140, gross: 2_140 });
    expect(lineIn(order, 2)).toMatchObject({ net: 10_000, tax: 1_995, gross: 12_495 });
  });

  test('with a sku more than once, each line its own', () => {
    const { order } = after(
      placing({ lines: [TEN_BOLTS, { ...TEN_BOLTS, quantity: '0.000001' }] }),
    );
    expect(order?.lines.map(({ line: number, ordered, net }) => [number, ordered, net])).toEqual([
      [1, 10_000_000, 10_000],
      [2, 1, 0],
    ]);
  });

  test('to the ship-to it names, to an address, to the first ship-to, or home', () => {
    const places = ['north', 'south'].map((name) => ({ id: name, address: { ...address, name } }));
    const at = (shipTo?: 'south' | typeof address, shipTos = places) => {
      const request = shipTo === undefined ? {} : { shipTo };
      const { order } = after(placing(request, known({ customer: { ...customer, shipTos } })));
      return order?.party.shipTo.name;
    };
    expect(at('south')).toBe('south');
    expect(at({ ...address, name: 'moon' })).toBe('moon');
    expect(at()).toBe('north');
    expect(at(undefined, [])).toBe('ACME GmbH');
  });

  test('and held as a possible duplicate when its purchase order number was there before', () => {
    const first = placing({ purchaseOrder: 'PO-77' }, { order: id(9), hold: id(8) });
    const { order, facts } = after(first, placing({ purchaseOrder: 'PO-77' }));
    expect(order && statusOf(order)).toBe('held');
    expect(order?.holds).toMatchObject([
      { code: 'order.duplicate', status: 'open', reasons: [{ owner: 'order desk' }] },
    ]);
    expect(facts.at(-1)).toMatchObject({
      type: 'OrderPlaced',
      data: { order: ORDER, holds: [{ code: 'order.duplicate' }] },
    });
  });
});

describe('An order whose lines say more than one message carries', () => {
  const LONG = { ...bolt, name: 'ß'.repeat(200) };
  const names = { ...KNOWN, products: new Map([['BOLT', LONG]]) };
  const lines = (count: number) => Array.from({ length: count }, () => TEN_BOLTS);
  const tooLong = ['lines.too_many /lines'];

  test('is refused when it is placed, and one that fits is not', () => {
    expect(faultsOf(placing({ lines: lines(2_000) }, { known: names }))).toEqual(tooLong);
    expect(after(placing({ lines: lines(1_000) }, { known: names })).order?.lines.length).toBe(
      1_000,
    );
    expect(after(placing({ lines: lines(2_000) })).order?.lines.length).toBe(2_000);
  });

  test('is refused when it is changed, before its release and after it', () => {
    const placed = placing({ lines: lines(1_000) }, { known: names });
    const longer = change({ version: 1, lines: lines(1_000), known: names });
    expect(faultsOf(placed, longer)).toEqual(tooLong);
    expect(faultsOf(placed, credit.approve(), longer)).toEqual(tooLong);
  });
});

function faultsOf(...commands: readonly OrderCommand[]): readonly string[] {
  try {
    after(...commands);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.code).toBe('order.invalid');
    return error.errors.map(({ code, path }) => `${code} ${path}`);
  }
}
