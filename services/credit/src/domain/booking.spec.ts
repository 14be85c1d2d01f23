import { DomainError } from '@o2c/contracts';
import { total } from './exposure.js';
import { account, after, credit, limited, moved, order, PIECE, said } from './sample-credit.js';

describe('Value is in one bucket at a time', () => {
  test('order 100, deliver 60, invoice 40: 40 open, 20 delivered, 40 owed', () => {
    const invoice = { kind: 'invoice', document: 'INV-1', amount: 4_000 } as const;
    const state = [
      order(10_000),
      moved([{ line: 1, shipped: 6 * PIECE }]),
      moved([{ line: 1, invoiced: 4 * PIECE }], invoice),
    ].reduce(after, credit(account()));
    expect(state.account.exposure).toEqual({
      openOrders: 4_000,
      deliveredNotInvoiced: 2_000,
      openItems: 4_000,
      unapplied: 0,
    });
  });

  test('more was delivered than ordered: what was delivered counts', () => {
    const state = [order(10_000), moved([{ line: 1, shipped: 12 * PIECE }])].reduce(
      after,
      credit(account()),
    );
    expect(total(state.account.exposure)).toBe(12_000);
  });

  test('what was shipped counts though the order is held', () => {
    const state = [order(10_000), moved([{ line: 1, shipped: 6 * PIECE }])].reduce(
      after,
      credit(limited(1)),
    );
    expect(state.account.exposure).toMatchObject({ openOrders: 0, deliveredNotInvoiced: 6_000 });
  });

  test('a line that is named twice counts twice', () => {
    const pieces = [1, 1].map((line) => ({ line, shipped: PIECE }));
    const state = [order(10_000), moved(pieces)].reduce(after, credit(account()));
    expect(state.account.exposure).toMatchObject({ deliveredNotInvoiced: 2_000 });
  });

  test('a payment lowers the total, settling an invoice with it does not', () => {
    const payment = { kind: 'payment', document: 'p', amount: 4_000 } as const;
    const invoice = { kind: 'invoice', document: 'INV-1', amount: 4_000 } as const;
    const paid = [moved([], invoice), moved([], payment)].reduce(after, credit(account()));
    expect(total(paid.account.exposure)).toBe(0);
    const settled = after(
      paid,
      moved([], { ...invoice, amount: -4_000 }, { ...payment, amount: -4_000 }),
    );
    expect(settled.account.exposure).toEqual(credit(account()).account.exposure);
  });

  test('an invoice in another currency than its order is refused', () => {
    const invoice = moved([], { kind: 'invoice', document: 'INV-1', amount: 4_000 });
    const account = credit(limited(0)).account;
    const inDollars = { ...credit(account), account: { ...account, currency: 'USD' } };
    expect(() => said(inDollars, invoice)).toThrow(DomainError);
  });
});
