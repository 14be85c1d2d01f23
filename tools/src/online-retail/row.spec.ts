import { exactNetOf, netOf, reasonAgainst, type Row } from './row.js';

const sold: Row = {
  ...{ invoice: '489434', sku: '85048', description: 'GLASS BALL', quantity: '12' },
  ...{ soldAt: '2009-12-01 07:45:00', price: '6.95', customer: '13085', country: 'United Kingdom' },
};

describe('A line of the shop’s file', () => {
  it.each<[title: string, change: Partial<Row>, reason: string | undefined]>([
    ['sold to a known customer is taken', {}, undefined],
    ['for postage is taken', { sku: 'POST', description: 'POSTAGE' }, undefined],
    ['without a customer is not', { customer: '' }, 'row.no_customer'],
    ['for nothing is not', { price: '0' }, 'row.price_not_positive'],
    ['for less than nothing is not', { price: '-1.5' }, 'row.price_not_positive'],
    ['of no goods is not', { quantity: '0' }, 'row.quantity_not_positive'],
    ['that is missing goods is not', { quantity: '-3' }, 'row.quantity_not_positive'],
    [
      'of a credit note is not, for it names no invoice',
      { invoice: 'C489449', quantity: '-12' },
      'row.credit_note_without_invoice',
    ],
    [
      'of a credit note without a customer is not, for the same reason',
      { invoice: 'C489449', quantity: '-12', customer: '' },
      'row.credit_note_without_invoice',
    ],
    [
      'that writes off a bad debt is not',
      { invoice: 'A506401', customer: '', price: '-53594.36' },
      'row.write_off',
    ],
    ['with a price that is no number is not', { price: 'free' }, 'row.malformed'],
    ['with a broken time is not', { soldAt: '01/12/2009' }, 'row.malformed'],
    ['without a product is not', { sku: '' }, 'row.malformed'],
  ])('%s', (_, change, reason) => {
    expect(reasonAgainst({ ...sold, ...change })).toBe(reason);
  });

  it('comes to whole pence on an invoice', () => {
    expect(netOf(sold)).toBe(8340);
    expect(netOf({ ...sold, quantity: '1', price: '0.001' })).toBe(0);
    expect(exactNetOf({ ...sold, quantity: '1', price: '0.001' })).toBe(1_000n);
  });
});
