import { catalogue, DomainError, type TaxCategory } from '@o2c/contracts';
import { money, parseMoney, parseQuantity, parseUnitPrice } from '@o2c/money';
import fc from 'fast-check';
import { creditNoted } from './announcement.js';
import { leftOf } from './credit-left.js';
import { makeCreditNote } from './credit-note.js';
import { requestedCredit, requestFaults, type CreditRequest } from './credit-request.js';
import type { CreditNote, Invoice } from './document.js';
import { releaseOf, sellerOf } from './incoming.js';
import type { KnownSeller } from './invoice-content.js';
import { makeInvoice } from './invoice.js';
import { unknownOrder, withRelease, type ReleasedOrder } from './order.js';

const seller = sellerOf(catalogue.SellerRegistered.example) as KnownSeller;
const example = releaseOf(catalogue.OrderReleased.example, 1);

type Item = {
  readonly quantity: string;
  readonly price: string;
  readonly category?: TaxCategory;
};

/** An invoice over these items, at 19 % unless another category is given. */
function invoiceOf(items: readonly Item[], freight = '0.00'): Invoice {
  const lines = items.map(({ quantity, price, category = 'S' }, index) => ({
    ...example.lines[0],
    line: index + 1,
    released: parseQuantity(quantity),
    ordered: parseQuantity(quantity),
    unitPrice: parseUnitPrice({ amount: price, currency: 'EUR' }).micro,
    taxCategory: category,
  }));
  const release = { ...example, lines, freight: eur(freight).minor } as ReleasedOrder['release'];
  const order = withRelease(unknownOrder('o'), release) as ReleasedOrder;
  const shipped = lines.map(({ line, ordered: quantity }) => ({ line, quantity }));
  const shipment = { id: 's', shippedAt: '2026-03-02T10:00:00.000Z', shippedOn: '2026-03-02' };
  return makeInvoice({
    ...{ id: 'i', order, seller, issuedOn: '2026-03-02', issuedAt: shipment.shippedAt },
    shipments: [{ ...shipment, lines: shipped, voided: false }],
    sequence: 1,
  });
}

/** Credits an invoice request by request; what is refused leaves no note. */
function notesOf(invoice: Invoice, requests: readonly CreditRequest[]): readonly CreditNote[] {
  return requests.reduce<readonly CreditNote[]>((notes, request) => {
    const left = leftOf(invoice, notes);
    try {
      const credit = requestedCredit(invoice, left, request);
      return [...notes, noteOf(invoice, left, credit, notes.length + 1)];
    } catch (error) {
      if (error instanceof DomainError) return notes;
      throw error;
    }
  }, []);
}

function noteOf(
  invoice: Invoice,
  left: ReturnType<typeof leftOf>,
  credit: ReturnType<typeof requestedCredit>,
  sequence: number,
): CreditNote {
  return makeCreditNote({
    ...{ id: `n${sequence}`, invoice, left, credit, sequence },
    shipments: ['s'],
    cause: 'credit',
    reason: 'damage',
    history: false,
    issuedOn: '2026-03-09',
    issuedAt: '2026-03-09T10:00:00.000Z',
  });
}

const eur = (amount: string) => parseMoney({ amount, currency: 'EUR' });
const gross = (notes: readonly CreditNote[]) => notes.map(({ totals }) => totals.gross);
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

describe('a credit note', () => {
  test('over all of an invoice mirrors it to the cent', () => {
    const items = [
      { quantity: '3', price: '33.33' },
      { quantity: '1.5', price: '0.0125' },
      { quantity: '2', price: '19.99', category: 'E' as const },
    ];
    const invoice = invoiceOf(items, '4.99');
    const [note] = notesOf(invoice, [{}]);
    expect(note).toMatchObject({
      ...{ lines: invoice.lines, charges: invoice.charges, taxes: invoice.taxes },
      totals: invoice.totals,
    });
  });

  test('in four pieces does not credit 335.00 of an invoice of 334.99', () => {
    const invoice = invoiceOf([{ quantity: '4', price: '70.376' }]);
    expect(invoice.totals).toMatchObject({ net: 28150, tax: 5349, gross: 33499 });
    const pieces = notesOf(invoice, Array(5).fill({ lines: [{ line: 1, quantity: 1_000_000 }] }));
    expect(gross(pieces)).toEqual([8375, 8375, 8375, 8374]);
  });

  test('of a price reduction leaves the quantity, and goods come back at the reduced value', () => {
    const invoice = invoiceOf([{ quantity: '10', price: '10.00' }]);
    const reduced = notesOf(invoice, [{ lines: [{ line: 1, net: eur('50.00') }] }]);
    expect(reduced).toMatchObject([{ lines: [{ quantity: 0, net: 5000, gross: 5950 }] }]);
    expect(leftOf(invoice, reduced).lines).toEqual([{ line: 1, quantity: 10_000_000, net: 5000 }]);
    const back = { lines: [{ line: 1, quantity: 4_000_000 }] };
    expect(notesOf(invoice, [{ lines: [{ line: 1, net: eur('50.00') }] }, back])[1]).toMatchObject({
      totals: { net: 2000, tax: 380 },
    });
  });

  test('of freight alone belongs to a line, so that every amount has an order line', () => {
    const invoice = invoiceOf([{ quantity: '1', price: '10.00' }], '5.00');
    const [note] = notesOf(invoice, [{ freight: eur('2.00') }]);
    expect(note?.totals).toMatchObject({ lineTotal: 0, chargeTotal: 200, tax: 38, gross: 238 });
    expect(note?.lines).toMatchObject([{ line: 1, quantity: 0, net: 0, gross: 238 }]);
  });

  test('for more than is left is refused, with what is left', () => {
    const invoice = invoiceOf([{ quantity: '10', price: '10.00' }], '5.00');
    const [note] = notesOf(invoice, [{ lines: [{ line: 1, quantity: 9_000_000 }] }]);
    const left = leftOf(invoice, note ? [note] : []);
    const lines = [{ line: 1, quantity: 2_000_000, net: eur('10.01') }];
    const refused = () => requestedCredit(invoice, left, { lines, freight: eur('5.01') });
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'invoice.overcredited',
        errors: ['/lines/0/quantity', '/lines/0/net', '/freight'].map((path) =>
          expect.objectContaining({ code: 'invoice.overcredited', path }),
        ),
        details: {
          left: {
            net: { amount: '15.00', currency: 'EUR' },
            tax: { amount: '2.85', currency: 'EUR' },
            gross: { amount: '17.85', currency: 'EUR' },
            freight: { amount: '5.00', currency: 'EUR' },
            lines: [{ line: 1, quantity: 1, net: { amount: '10.00', currency: 'EUR' } }],
          },
        },
      }),
    );
  });

  test('names all faults of a request at once', () => {
    const invoice = invoiceOf([{ quantity: '10', price: '10.00' }]);
    const lines = [
      { line: 2, quantity: -1 },
      { line: 1, net: money(1, 'USD') },
      { line: 1, net: money(0, 'EUR') },
    ];
    const faults = requestFaults(invoice, { lines });
    expect(faults.map(({ path, message }) => [path, message])).toEqual([
      ['/lines/0/line', 'the invoice has no line 2'],
      ['/lines/0/quantity', 'the quantity must be positive'],
      ['/lines/1/net', 'the invoice is in EUR'],
      ['/lines/2/line', 'line 1 is named twice'],
      ['/lines/2/net', 'the amount must be positive'],
    ]);
  });
});

const item = fc.record({
  quantity: fc.integer({ min: 1, max: 999_999 }).map((n) => (n / 1000).toFixed(3)),
  price: fc.integer({ min: 0, max: 99_999_999 }).map((n) => (n / 10_000).toFixed(4)),
  category: fc.constantFrom<TaxCategory>('S', 'S', 'S', 'E', 'Z'),
});
const credit = (lines: number) =>
  fc.record({
    line: fc.integer({ min: 1, max: lines }),
    quantity: fc.option(fc.integer({ min: 1, max: 400_000_000 }), { nil: undefined }),
    net: fc.option(
      fc.integer({ min: 1, max: 2_000_000 }).map((minor) => money(minor, 'EUR')),
      { nil: undefined },
    ),
  });
const scene = fc
  .tuple(fc.array(item, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 5000 }))
  .chain(([items, freight]) =>
    fc.record({
      invoice: fc.constant(invoiceOf(items, (freight / 100).toFixed(2))),
      requests: fc.array(
        fc.oneof(
          credit(items.length).map((line): CreditRequest => ({ lines: [line] })),
          fc
            .integer({ min: 1, max: 3000 })
            .map((minor): CreditRequest => ({ freight: money(minor, 'EUR') })),
        ),
        { maxLength: 12 },
      ),
    }),
  );

describe('credit notes in any pieces', () => {
  test('never credit more than was invoiced, by line, tax category or in all', () => {
    fc.assert(
      fc.property(scene, ({ invoice, requests }) => {
        for (let count = 0; count <= requests.length; count++) {
          const left = leftOf(invoice, notesOf(invoice, requests.slice(0, count)));
          const rest = [...left.lines.map(({ net }) => net), ...left.charges];
          const groups = left.taxes.flatMap(({ base, tax }) => [base, tax]);
          expect(Math.min(...rest, ...groups, left.net, left.tax, left.gross)).toBe(
            Math.max(0, Math.min(...rest, ...groups, left.net, left.tax, left.gross)),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  test('sum to the invoice to the cent once the last one takes the rest', () => {
    fc.assert(
      fc.property(scene, ({ invoice, requests }) => {
        const left = leftOf(invoice, notesOf(invoice, [...requests, {}]));
        expect([left.net, left.tax, left.gross, ...left.charges].every((rest) => rest === 0)).toBe(
          true,
        );
        expect(left.lines.every(({ net }) => net === 0)).toBe(true);
        expect(left.taxes.every(({ base, tax }) => base === 0 && tax === 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('add up by themselves: lines to net, lines and tax to gross, as EN 16931 wants it', () => {
    fc.assert(
      fc.property(scene, ({ invoice, requests }) => {
        for (const note of notesOf(invoice, requests)) {
          const { lines, charges, taxes, totals } = note;
          expect(sum(lines.map(({ net }) => net))).toBe(totals.lineTotal);
          expect(sum(charges.map(({ amount }) => amount))).toBe(totals.chargeTotal);
          expect(sum(taxes.map(({ base }) => base))).toBe(totals.net);
          expect(sum(taxes.map(({ tax }) => tax))).toBe(totals.tax);
          expect(sum(lines.map((line) => line.gross))).toBe(totals.gross);
          expect(creditNoted(note).data.lines.length).toBeGreaterThan(0);
          for (const { base, rate, tax } of taxes) {
            // half a cent for each end of the piece, and its part of the invoice's own
            expect(Math.abs(tax - (base * Number(rate)) / 100)).toBeLessThan(1.5);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
