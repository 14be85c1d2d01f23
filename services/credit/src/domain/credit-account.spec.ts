import { NotHeardYet } from '@o2c/contracts';
import { type CreditCommand, decide } from './credit-account.js';
import { unseen } from './reservation.js';
import {
  after,
  asked,
  cancelled,
  credit,
  decided,
  KEY,
  limited,
  moved,
  order,
  PIECE,
  reservation,
  said,
  waiting,
} from './sample-credit.js';

describe('What becomes of an order depends on what was decided before', () => {
  const due = '2026-03-02T08:00:00.000Z';
  const orders = {
    unseen: unseen('order'),
    approved: reservation(500, { status: 'approved', expiresAt: due }),
    'approved for good': reservation(500, { status: 'approved', manual: true }),
    held: waiting(700),
    expired: reservation(500, { status: 'expired', heldSince: due }),
    rejected: reservation(500, { status: 'rejected' }),
  };
  const commands = {
    'as it is': order(500),
    'made smaller': order(300),
    'made larger': order(601),
    cancelled: cancelled(500),
    'released by a person': asked({ type: 'ReleaseHold' }),
    'rejected by a person': asked({ type: 'RejectHold' }),
    'not shipped in time': asked({ type: 'ExpireApproval' }),
    shipped: moved([{ line: 1, shipped: 4 * PIECE }]),
    'offered no room': asked({ type: 'OfferRoom' }),
  };
  type Case = [keyof typeof orders, keyof typeof commands, ...string[]];

  const tooLarge = 'CreditHeld order credit.limit 0.01';
  const tooOld = 'CreditHeld order credit.approval_expired';
  const cases: Case[] = [
    ['unseen', 'as it is', 'order-noted', 'CreditApproved order 5.00'],
    ['unseen', 'made smaller', 'order-noted', 'CreditApproved order 3.00'],
    ['unseen', 'made larger', 'order-noted', tooLarge],
    ['unseen', 'cancelled', 'order-noted'],
    ['unseen', 'released by a person'],
    ['unseen', 'rejected by a person', 'CreditRejected order 0.00'],
    ['unseen', 'not shipped in time'],
    ['unseen', 'shipped', 'movement-counted'],
    ['unseen', 'offered no room'],

    ['approved', 'as it is', 'order-noted', 'CreditApproved order 5.00'],
    ['approved', 'made smaller', 'order-noted', 'CreditApproved order 3.00'],
    ['approved', 'made larger', 'order-noted', tooLarge],
    ['approved', 'cancelled', 'order-noted'],
    ['approved', 'released by a person'],
    ['approved', 'rejected by a person', 'CreditRejected order 5.00'],
    ['approved', 'not shipped in time', tooOld],
    ['approved', 'shipped', 'movement-counted'],
    ['approved', 'offered no room'],

    ['approved for good', 'as it is', 'order-noted', 'CreditApproved order 5.00'],
    ['approved for good', 'made smaller', 'order-noted', 'CreditApproved order 3.00'],
    ['approved for good', 'made larger', 'order-noted', tooLarge],
    ['approved for good', 'cancelled', 'order-noted'],
    ['approved for good', 'released by a person'],
    ['approved for good', 'rejected by a person', 'CreditRejected order 5.00'],
    ['approved for good', 'not shipped in time'],
    ['approved for good', 'shipped', 'movement-counted'],
    ['approved for good', 'offered no room'],

    ['held', 'as it is', 'order-noted', 'CreditApproved order 5.00'],
    ['held', 'made smaller', 'order-noted', 'CreditApproved order 3.00'],
    ['held', 'made larger', 'order-noted', tooLarge],
    ['held', 'cancelled', 'order-noted'],
    ['held', 'released by a person', 'CreditApproved order 7.00'],
    ['held', 'rejected by a person', 'CreditRejected order 7.00'],
    ['held', 'not shipped in time'],
    ['held', 'shipped', 'movement-counted'],
    ['held', 'offered no room'],

    ['expired', 'as it is', 'order-noted', tooOld],
    ['expired', 'made smaller', 'order-noted', tooOld],
    ['expired', 'made larger', 'order-noted', `${tooOld}, credit.limit 0.01`],
    ['expired', 'cancelled', 'order-noted'],
    ['expired', 'released by a person', 'CreditApproved order 5.00'],
    ['expired', 'rejected by a person', 'CreditRejected order 5.00'],
    ['expired', 'not shipped in time'],
    ['expired', 'shipped', 'movement-counted'],
    ['expired', 'offered no room'],

    ['rejected', 'as it is', 'order-noted'],
    ['rejected', 'made smaller', 'order-noted'],
    ['rejected', 'made larger', 'order-noted'],
    ['rejected', 'cancelled', 'order-noted'],
    ['rejected', 'released by a person'],
    ['rejected', 'rejected by a person'],
    ['rejected', 'not shipped in time'],
    ['rejected', 'shipped', 'movement-counted'],
    ['rejected', 'offered no room'],
  ];
  test.each(cases)('%s, then %s: %s %s', (state, command, ...says) => {
    expect(said(credit(limited(600), orders[state]), commands[command])).toEqual(says);
  });

  test('every state meets every command', () => {
    const pairs = new Set(cases.map(([state, command]) => `${state}, ${command}`));
    expect(pairs.size).toBe(Object.keys(orders).length * Object.keys(commands).length);
  });

  test('a smaller order is never held, even over a lowered limit', () => {
    const state = credit(limited(0), orders['approved for good']);
    const [, fact] = decided(state, order(300));
    expect(fact).toMatchObject({ type: 'CreditApproved', data: { manual: true } });
  });

  test('goods that are shipped over the limit are counted', () => {
    const state = after(credit(limited(0), orders.held), commands.shipped);
    expect(state.account.exposure.deliveredNotInvoiced).toBe(280);
  });

  test('an order of which something was shipped never expires', () => {
    const shipped = after(credit(limited(900), orders.approved), commands.shipped);
    expect(said(shipped, commands['not shipped in time'])).toEqual([]);
    const [, fact] = decided(shipped, order(700));
    expect(fact?.data).not.toHaveProperty('expiresAt');
  });

  test('an order of the past is approved for good', () => {
    const [, fact] = decided(credit(limited(0)), order(100, { history: true }));
    expect(fact).toMatchObject({ type: 'CreditApproved', data: { manual: false } });
    expect(fact?.data).not.toHaveProperty('expiresAt');
  });
});

describe('What is asked too early', () => {
  test('about a customer waits for the customer', () => {
    const wait = { waitFor: 'CustomerRegistered', subject: 'customer' };
    expect(decide(undefined, order(1))).toEqual(wait);
  });

  test('about an order waits for the order', () => {
    const command: CreditCommand = { ...moved([]), account: null };
    expect(decide(undefined, command)).toEqual({ waitFor: 'OrderPlaced', subject: 'order' });
  });

  test('by a caller is refused', () => {
    const terms = { limit: null };
    const change = asked({ type: 'ChangeTerms', named: KEY, version: 0, terms });
    expect(() => decide(undefined, { ...change, account: null })).toThrow(NotHeardYet);
  });
});

describe('Of an order that has been released', () => {
  /** Fifteen pieces, ten of which are on their way. */
  const more = (gross: number) => {
    const line = { line: 1, gross, ordered: 15 * PIECE, cancelled: 0, released: 10 * PIECE };
    return order(gross, { version: 2, lines: [line] });
  };
  const placed = after(credit(limited(12_000)), order(10_000));
  const held = after(placed, more(15_000));

  test('more is approved where it fits', () => {
    expect(said(placed, more(12_000))).toEqual(['order-noted', 'CreditApproved order 120.00']);
  });

  test('more that does not fit is held, and the rest stays reserved', () => {
    const facts = decided(placed, more(15_000));
    expect(facts.at(-1)).toMatchObject({
      type: 'CreditHeld',
      data: { version: 2, exposure: { amount: '100.00' }, available: { amount: '20.00' } },
    });
    expect(held.account.exposure.openOrders).toBe(10_000);
    expect(held.order.expiresAt).toBe(placed.order.expiresAt);
  });

  test('what is released is delivered and invoiced while more of it is held', () => {
    const gone = after(held, moved([{ line: 1, shipped: 4 * PIECE }]));
    expect(gone.account.exposure).toMatchObject({ openOrders: 6_000, deliveredNotInvoiced: 4_000 });
    expect(gone.order.status).toBe('held');
  });

  test('what was held is approved when there is room for it', () => {
    const terms = asked({
      ...{ type: 'ChangeTerms', named: { customer: 'C-1' }, version: 0 },
      terms: { limit: { amount: '150.00', currency: 'EUR' } },
    });
    expect(said(held, terms)).toEqual(['CreditLimitChanged', 'CreditApproved order 150.00']);
  });

  test('taking back what was added leaves the rest approved, though the limit was lowered', () => {
    const { account: of } = held;
    const tight = { ...held, account: { ...of, terms: { ...of.terms, limit: 0 } } };
    const line = { line: 1, gross: 15_000, ordered: 15 * PIECE, released: 10 * PIECE };
    const less = order(15_000, { version: 3, lines: [{ ...line, cancelled: 5 * PIECE }] });
    expect(said(tight, less)).toEqual(['order-noted', 'CreditApproved order 100.00']);
    expect(after(tight, less).order.expiresAt).toBe(placed.order.expiresAt);
  });

  test('all is held when the approval of what is released expires', () => {
    const late = { ...asked({ type: 'ExpireApproval' }), at: '2026-06-01T00:00:00.000Z' };
    expect(said(held, late)[0]).toContain('credit.approval_expired');
    expect(after(held, late).account.exposure.openOrders).toBe(0);
  });
});
