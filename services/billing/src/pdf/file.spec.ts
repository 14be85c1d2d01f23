import { catalogue } from '@o2c/contracts';
import type { Invoice } from '../domain/document.js';
import { releaseOf, sellerOf, shipmentOf } from '../domain/incoming.js';
import type { KnownSeller } from '../domain/invoice-content.js';
import { makeInvoice } from '../domain/invoice.js';
import { unknownOrder, withRelease, type ReleasedOrder } from '../domain/order.js';
import { renderPdf } from './file.js';
import { amountText, inFours, priceText, quantityText, rateText, termsText } from './words.js';

function invoiceOf(count: number): Invoice {
  const released = catalogue.OrderReleased.example;
  const lines = Array.from({ length: count }, (_, index) => {
    return { ...released.lines[0], line: index + 1 };
  }) as typeof released.lines;
  const order = withRelease(
    unknownOrder('o'),
    releaseOf({ ...released, lines }, 1),
  ) as ReleasedOrder;
  const quantities = lines.map(({ line, sku }) => ({ line, sku, quantity: 1 }));
  return makeInvoice({
    ...{ id: 'i', order, issuedOn: '2026-03-02', sequence: 99 },
    shipments: [shipmentOf({ ...catalogue.Shipped.example, lines: quantities })],
    seller: sellerOf(catalogue.SellerRegistered.example) as KnownSeller,
    issuedAt: '2026-03-02T10:00:00.000Z',
  });
}

describe('the PDF of a document', () => {
  test('is the same to the byte whenever it is asked for', async () => {
    const invoice = invoiceOf(3);
    const [first, second] = [await renderPdf(invoice), await renderPdf(invoice)];
    expect(first.equals(second)).toBe(true);
    expect(pagesOf(first)).toBe(1);
  });

  test('goes on over as many pages as its lines need', async () => {
    expect(pagesOf(await renderPdf(invoiceOf(100)))).toBe(5);
  });
});

describe('what a customer reads', () => {
  test.each([
    ['an amount', amountText(123456789, 'EUR'), '1,234,567.89'],
    ['an amount in yen', amountText(1234, 'JPY'), '1,234'],
    ['a price per unit', priceText(12500, 'EUR'), '0.0125'],
    ['a quantity', quantityText(1_250_500_000), '1,250.5'],
    ['a rate', rateText({ category: 'S', rate: '19' }), '19 %'],
    ['the rate of another category', rateText({ category: 'AE', rate: '0' }), '0 % AE'],
    ['net terms', termsText('net30'), '30 days net'],
    ['terms without days', termsText('net0'), 'due at once'],
    ['terms from the end of the month', termsText('eom+15'), '15 days after the end of the month'],
    ['terms by day', termsText('day15'), 'on day 15 of the month'],
    ['an account', inFours('DE02120300000000202051'), 'DE02 1203 0000 0000 2020 51'],
  ])('%s is written clearly', (_, text, expected) => {
    expect(text).toBe(expected);
  });
});

function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0;
}
