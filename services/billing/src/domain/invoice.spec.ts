import { catalogue, type DataOf, type TaxCategory } from '@o2c/contracts';
import { quantityJson } from '@o2c/money';
import fc from 'fast-check';
import { invoiced } from './announcement.js';
import type { Invoice } from './document.js';
import { quantitiesOf, releaseOf, sellerOf } from './incoming.js';
import type { KnownSeller } from './invoice-content.js';
import { issueDate, makeInvoice } from './invoice.js';
import {
  shares,
  unknownOrder,
  withChange,
  withInvoice,
  withRelease,
  withShipment,
  withVoid,
  type ReleasedOrder,
  type Shipment,
} from './order.js';

const snapshot = catalogue.SellerRegistered.example;
const rates = [
  ['standard', '16', '2020-07-01'],
  ['standard', '19', '2021-01-01'],
  ['reduced', '7', '2021-01-01'],
  ['standard', '22', '2027-01-01'],
] as const;
const seller = sellerOf({
  ...snapshot,
  taxRates: rates.map(([rateClass, rate, from]) => {
    return { country: 'DE', category: 'S', rateClass, rate, from };
  }),
}) as KnownSeller;
const released = catalogue.OrderReleased.example;
type Line = DataOf<'OrderReleased'>['lines'][number];

/** An order of these lines; each names only what it is about. */
function orderOf(lines: readonly Partial<Line>[], more: object = {}): ReleasedOrder {
  const [example] = released.lines;
  const all = lines.map((line, index) => ({ ...example, line: index + 1, ...line }) as Line);
  const release = releaseOf({ ...released, ...more, lines: all }, 1);
  return withRelease(unknownOrder('o'), release) as ReleasedOrder;
}

function shipmentOf(quantities: readonly (number | string)[], more: object = {}): Shipment {
  const lines = quantitiesOf(quantities.map((quantity, index) => ({ line: index + 1, quantity })));
  const [shippedAt, shippedOn] = ['2026-03-02T23:30:00.000Z', '2026-03-03'];
  return { id: 's', shippedAt, shippedOn, lines, voided: false, ...more };
}

function invoiceOf(order: ReleasedOrder, ...shipments: readonly Shipment[]): Invoice {
  const issued = { issuedOn: '2026-03-04', issuedAt: '2026-03-04T08:00:00.000Z', sequence: 99 };
  return makeInvoice({ id: 'i', order, shipments, seller, customerNumber: 'C-1', ...issued });
}

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

describe('an invoice', () => {
  test('has its number, dates and creditor reference from the day of issue and of delivery', () => {
    expect(invoiceOf(orderOf([{}]), shipmentOf([10]))).toMatchObject({
      number: 'INV-2026-000099',
      reference: 'RF67INV2026000099',
      issuedOn: '2026-03-04',
      taxPointOn: '2026-03-03',
      dueOn: '2026-04-03',
      buyer: { number: 'C-1', billTo: released.billTo },
    });
  });

  test('rounds each line once and tax once per category and rate', () => {
    const line = { unitPrice: eur('348.35'), discountPercent: '4' };
    const late = { shippedOn: '2027-01-02' };
    const { totals } = invoiceOf(orderOf([line]), shipmentOf([16], late));
    expect(totals).toMatchObject({ lineTotal: 535066, net: 535066, tax: 117715, gross: 652781 });
  });

  test('charges the rate of the day on which the goods left, by category and class', () => {
    const lines = [{}, { rateClass: 'reduced' as const }, { taxCategory: 'K' as const }];
    const taxes = (shippedOn: string) =>
      invoiceOf(orderOf(lines), shipmentOf([1, 1, 1], { shippedOn })).taxes;
    expect(taxes('2026-12-31')).toEqual([
      { category: 'S', rate: '19', base: 1000, tax: 190 },
      { category: 'S', rate: '7', base: 1000, tax: 70 },
      {
        ...{ category: 'K', rate: '0', base: 1000, tax: 0 },
        exemptionReason: expect.stringContaining('Intra-Community supply'),
      },
    ]);
    expect(taxes('2027-01-01')[0]).toMatchObject({ rate: '22', tax: 220 });
  });

  test.each<[TaxCategory, string | undefined]>([
    ['Z', undefined],
    ['E', 'Exempt from VAT'],
    ['AE', 'Reverse charge'],
    ['G', 'Export'],
    ['K', 'Intra-Community'],
    ['O', 'Not subject'],
  ])('of category %s says why no tax is charged', (taxCategory, reason) => {
    const [group] = invoiceOf(orderOf([{ taxCategory }]), shipmentOf([1])).taxes;
    expect(group).toMatchObject({ category: taxCategory, rate: '0', tax: 0 });
    expect(group?.exemptionReason ?? '').toContain(reason ?? '');
    expect(group?.exemptionReason === undefined).toBe(reason === undefined);
  });

  test('taxes freight as the line with the highest net', () => {
    const lines = [{ rateClass: 'reduced' as const }, { unitPrice: eur('10.01') }];
    const order = orderOf(lines, { freight: eur('5.00') });
    expect(invoiceOf(order, shipmentOf([1, 1])).charges).toEqual([
      { category: 'S', rate: '19', amount: 500 },
    ]);
  });

  test('charges freight when it is the first of its order', () => {
    const order = orderOf([{}], { freight: eur('5.00') });
    const first = invoiceOf(order, shipmentOf([4]));
    expect(first.totals).toMatchObject({ lineTotal: 4000, chargeTotal: 500, net: 4500, tax: 855 });
    const second = invoiceOf(withInvoice(order, first) as ReleasedOrder, shipmentOf([6]));
    expect(second.totals).toMatchObject({ lineTotal: 6000, chargeTotal: 0, gross: 7140 });
  });

  test('has no cents in yen', () => {
    const line = { unitPrice: { amount: '100.5', currency: 'JPY' }, gross: jpy('111') };
    const order = orderOf([line, line], { currency: 'JPY', gross: jpy('222') });
    const { lines, totals } = invoiceOf(order, shipmentOf([1, 1]));
    expect([lines.map(({ net }) => net), totals.lineTotal]).toEqual([[101, 101], 202]);
  });

  test('over several shipments adds their quantities up before it rounds', () => {
    const order = orderOf([{ unitPrice: eur('0.335') }]);
    const parts = [shipmentOf([1]), shipmentOf([2], { id: 't', shippedOn: '2026-03-05' })];
    const invoice = invoiceOf(order, ...parts);
    expect(invoice.lines).toMatchObject([{ quantity: 3_000_000, net: 101 }]);
    expect(invoice.shipments).toEqual(['s', 't']);
  });

  test('of shipments of the past has the day on which the last one left', () => {
    expect(issueDate(['2009-12-01', '2009-12-03', '2009-12-02'], '2026-03-04')).toBe('2009-12-03');
    expect(issueDate(['2009-12-01', undefined], '2026-03-04')).toBe('2026-03-04');
  });
});

const jpy = (amount: string) => ({ amount, currency: 'JPY' });

const line = fc.record({
  ordered: fc.integer({ min: 1_000, max: 5_000_000_000 }),
  price: fc.integer({ min: 0, max: 50_000_000 }),
  taxCategory: fc.constantFrom<TaxCategory>('S', 'S', 'Z', 'AE'),
  rateClass: fc.constantFrom('standard' as const, 'reduced' as const),
  gross: fc.integer({ min: 0, max: 9_999_999 }),
  discount: fc.integer({ min: 0, max: 100 }),
});

describe('what was shipped', () => {
  const shipped = withShipment(orderOf([{}]), shipmentOf([4]));
  const worth = (sequence: number) => {
    const lines = [{ line: 1, ordered: 10_000_000, gross: 23_800 }];
    return shares(withChange(shipped, { sequence, lines })).toInvoice;
  };

  test('is worth what orders said last, also while that is on hold', () => {
    expect([shares(shipped).toInvoice, worth(2), worth(0)]).toEqual([4760, 9520, 4760]);
  });
});

describe('invoices of any content', () => {
  const content = fc.tuple(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(9999));

  test('add up as EN 16931 wants it, and their lines are told with all of their gross', () => {
    fc.assert(
      fc.property(content, ([items, freight]) => {
        const order = orderOf(items.map(toLine), { freight: minorEur(freight) });
        const invoice = invoiceOf(order, shipmentOf(items.map(({ ordered }) => micros(ordered))));
        const { lines, charges, taxes, totals } = invoice;
        expect(sum(lines.map(({ net }) => net))).toBe(totals.lineTotal);
        expect(sum(charges.map(({ amount }) => amount))).toBe(freight);
        expect(sum(taxes.map(({ base }) => base))).toBe(totals.net);
        expect(sum(taxes.map(({ tax }) => tax))).toBe(totals.tax);
        expect(totals.net + totals.tax).toBe(totals.gross);
        const told = invoiced(invoice).data.lines.map(({ gross }) => Number(gross.amount) * 100);
        expect(sum(told.map(Math.round))).toBe(totals.gross);
      }),
      { numRuns: 200 },
    );
  });

  test('and what is yet to be invoiced together are the value of what was shipped', () => {
    const pieces = fc.array(
      fc.record({
        part: fc.integer({ min: 1, max: 2_000_000_000 }),
        voided: fc.boolean(),
        now: fc.boolean(),
      }),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(line, pieces, (item, parts) => {
        let order = orderOf([toLine(item)]);
        for (const [index, { part, voided, now }] of parts.entries()) {
          const shipment = shipmentOf([micros(part)], { id: `s${index}` });
          order = withShipment(order, shipment) as ReleasedOrder;
          if (now) order = withInvoice(order, invoiceOf(order, shipment)) as ReleasedOrder;
          if (voided) order = withVoid(order, shipment.id) as ReleasedOrder;
        }
        const kept = parts.filter(({ voided }) => !voided);
        const shipped = sum(kept.map(({ part }) => part));
        const all =
          (BigInt(item.gross) * BigInt(shipped) * 2n + BigInt(item.ordered)) /
          (BigInt(item.ordered) * 2n);
        const { invoiced: value, toInvoice } = shares(order);
        expect(value + toInvoice).toBe(Number(all));
        if (kept.every(({ now }) => now)) expect(toInvoice).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});

function toLine(item: {
  readonly ordered: number;
  readonly price: number;
  readonly taxCategory: TaxCategory;
  readonly rateClass: 'standard' | 'reduced';
  readonly gross: number;
  readonly discount: number;
}): Partial<Line> {
  const { taxCategory, rateClass } = item;
  const unitPrice = eur((item.price / 1e6).toFixed(6));
  const [ordered, released] = [micros(item.ordered), micros(item.ordered)];
  const discountPercent = String(item.discount);
  return {
    ...{ ordered, released, unitPrice, discountPercent, taxCategory, rateClass },
    gross: minorEur(item.gross),
  };
}

function micros(quantity: number): number | string {
  return quantityJson(quantity);
}

function minorEur(minor: number) {
  return eur((minor / 100).toFixed(2));
}
