import fc from 'fast-check';
import { parseMoney } from '@o2c/money';
import { type Credit, type CreditAccount, type CreditCommand, evolve } from './credit-account.js';
import { reasonsAgainst } from './credit-check.js';
import { FRONT, type Queue, roomFor } from './queue.js';
import { unseen, type Reservation } from './reservation.js';
import {
  account,
  asked,
  cancelled,
  credit,
  decided,
  limited,
  moved,
  said,
  waiting,
} from './sample-credit.js';

const restate = asked({ type: 'RestateHolds' });
const paid = (amount: number) => moved([], { kind: 'payment', document: 'p', amount });
const taken = (amount: number) => moved([], { kind: 'invoice', document: 'i', amount });
const reasonOf = (of: CreditAccount, held: Reservation) => {
  return reasonsAgainst(of, held).find(({ code }) => code === 'credit.limit');
};
const neededBy = (of: CreditAccount, held: Reservation): number => {
  const { needed } = reasonOf(of, held) ?? {};
  return needed ? parseMoney(needed).minor : 0;
};
const isApproved = (state: Credit, command: CreditCommand, id: string): boolean =>
  decided(state, command).some(({ type, data }) => {
    return type === 'CreditApproved' && data.order === id;
  });
/** The account after a command, which may be about any of those who wait. */
const after = (state: Credit, command: CreditCommand): Credit =>
  decided(state, command).reduce((now, fact) => {
    const id = 'order' in fact.data ? fact.data.order : undefined;
    const order = now.account.queue.first.find((one) => one.order === id) ?? unseen(id ?? '');
    return evolve({ ...now, order }, fact);
  }, state);
const withQueue = (state: Credit, queue: Partial<Queue>): Credit => {
  const { account: of } = state;
  return { ...state, account: { ...of, queue: { ...of.queue, ...queue } } };
};

describe('What an order that waits needs', () => {
  const waitingFor = (room: number, ...sizes: readonly number[]) => {
    const orders = sizes.map((size, index) => waiting(size, `${index}`, `0${index + 1}`));
    const { account: of } = credit(limited(1_000, 1_000 - room), ...orders);
    return orders.map((one) => neededBy(of, one));
  };

  test('is what it lacks, and what older ones take before it of as much', () => {
    expect(waitingFor(100, 500)).toEqual([400]);
    expect(waitingFor(-100, 500)).toEqual([600]);
    expect(waitingFor(100, 500, 300)).toEqual([400, 200]);
    expect(waitingFor(100, 300, 500)).toEqual([200, 700]);
    expect(waitingFor(0, 200, 700, 300, 400)).toEqual([200, 900, 500, 1_600]);
  });

  test('is told apart from what the order itself exceeds the available credit by', () => {
    const [old, young] = [waiting(300, 'old', '01'), waiting(500, 'young', '02')];
    const { account: of } = credit(limited(1_000, 900), old, young);
    expect(reasonOf(of, old)?.message).toBe('The order exceeds the available credit by 2.00 EUR');
    expect(reasonOf(of, young)).toMatchObject({
      message:
        'The order exceeds the available credit by 4.00 EUR, and older orders wait before it',
      needed: { amount: '7.00' },
      action: 'A payment of 7.00 EUR or a limit raised by it, or release by a credit controller',
    });
  });

  test('leaves out older ones that no room frees, and what of an order is released', () => {
    const blocked = { code: 'credit.review_expired', message: '', owner: '' } as const;
    const old = { ...waiting(300, 'old', '01'), reasons: [blocked] };
    const part = { ...waiting(300, 'part', '02'), released: 200 };
    const young = waiting(500, 'young', '03');
    const { account: of } = credit(limited(1_000, 750), old, part, young);
    expect([part, young].map((one) => neededBy(of, one))).toEqual([50, 550]);
  });

  test('is known at the front of the queue: the sum of others would soon be wrong', () => {
    const many = Array.from({ length: FRONT + 1 }, (_, index) => {
      return waiting(100 + index, String(index).padStart(3, '0'));
    });
    const { account: of } = credit(limited(0), ...many);
    const [last, late] = [many.at(-2), many.at(-1)];
    if (!last || !late) throw new Error('nobody waits');
    expect(neededBy(of, last)).toBeGreaterThan(100);
    const reason = reasonOf(of, late);
    expect(reason).not.toHaveProperty('needed');
    expect(reason?.message).toMatch(/available credit, and many older orders wait before it$/);
    expect(reason?.action).toBe(
      'Approval of those that wait longer, or release by a credit controller',
    );
    // Some of the front have just been freed; or only those behind a place are loaded.
    const gone = { first: many.slice(9, FRONT), more: true };
    for (const unknown of [gone, { first: [late], isFront: false }]) {
      const state = withQueue(credit(of), unknown);
      expect(reasonOf(state.account, late)).not.toHaveProperty('needed');
    }
  });

  /** Orders that wait, none of which fits; some also for what is overdue on their own day. */
  const line = fc
    .record({
      orders: fc.array(
        fc.record({
          size: fc.integer({ min: 1, max: 60 }),
          released: fc.constantFrom(0, 0, 7),
          isOverdue: fc.constantFrom(false, false, false, true),
        }),
        { minLength: 1, maxLength: 9 },
      ),
      lack: fc.integer({ min: 1, max: 70 }),
    })
    .map(({ orders, lack }) => {
      const overdue = { code: 'credit.overdue', message: '', owner: '' } as const;
      const waits = orders.map(({ size, released, isOverdue }, index): Reservation => {
        const one = waiting(size + released, `${index}`, `0${index + 1}`);
        const also = isOverdue ? [overdue] : [];
        const orderedOn = isOverdue ? '2026-03-02' : '2026-01-01';
        return { ...one, released, orderedOn, reasons: [...one.reasons, ...also] };
      });
      const room = Math.min(...orders.map(({ size }) => size)) - lack;
      const rule = { overdue: { amount: 0, days: 0 } };
      const due = [{ on: '2026-02-01', amount: 500 }];
      const counted = credit(account(rule, { due }), ...waits);
      const { terms, exposure } = counted.account;
      const limit = exposure.openOrders + 10_000 + room;
      const used = { ...exposure, openItems: 10_000 };
      const of = { ...counted.account, terms: { ...terms, limit }, exposure: used };
      return { state: { ...counted, account: of, order: unseen('other') }, waits, rule };
    });
  const pays = (amount: number) => ({ ...paid(amount), order: undefined });

  test('frees it when it is paid, and no smaller payment does', () => {
    fc.assert(
      fc.property(line, fc.nat(), ({ state, waits }, chance) => {
        for (const one of waits) {
          const needed = neededBy(state.account, one);
          const isFreed = (amount: number) => isApproved(state, pays(amount), one.order);
          const isOverdue = one.reasons.length > 1;
          expect([one.order, isFreed(needed)]).toEqual([one.order, !isOverdue]);
          expect([one.order, isFreed(needed - 1)]).toEqual([one.order, false]);
          expect([one.order, isFreed(chance % needed)]).toEqual([one.order, false]);
        }
      }),
    );
  });

  test('frees it also as a raise of the limit', () => {
    fc.assert(
      fc.property(line, ({ state, waits, rule }) => {
        for (const one of waits.filter(({ reasons }) => reasons.length === 1)) {
          const minor = (state.account.terms.limit ?? 0) + neededBy(state.account, one);
          const eur = (cents: number) => ({ amount: (cents / 100).toFixed(2), currency: 'EUR' });
          const rules = { overdue: { amount: eur(0), days: rule.overdue.days } };
          const terms = { limit: eur(minor), rules };
          const raise = asked({ type: 'ChangeTerms', named: state.account, version: 0, terms });
          expect(isApproved(state, { ...raise, order: undefined }, one.order)).toBe(true);
        }
      }),
    );
  });

  test('is the least: more than it may go to an older order, which then fits', () => {
    const state = credit(
      limited(0),
      unseen('order'),
      waiting(10, 'old'),
      waiting(5, 'young', '02'),
    );
    expect(roomFor(5, [10])).toBe(5);
    expect(said(state, paid(5))).toEqual(['movement-counted', 'CreditApproved young 0.05']);
    expect(said(state, paid(10))).toEqual(['movement-counted', 'CreditApproved old 0.10']);
  });
});

describe('Those who wait are told anew what is needed', () => {
  const [old, young] = [waiting(300, 'old', '01'), waiting(500, 'young', '02')];
  const held = () => {
    const state = credit(limited(1_000, 900), unseen('order'), old, young);
    return withQueue(state, { isMoved: true });
  };
  const told = () => after(held(), restate);

  test('once, where something happened since: the same hold, by the figures of now', () => {
    expect(said(held(), restate)).toEqual([
      'CreditHeld old credit.limit 2.00',
      'CreditHeld young credit.limit 7.00',
      'holds-told',
    ]);
    expect(decided(held(), restate)[0]?.data).toMatchObject({
      ...{ restated: true, decision: 'decision', hold: old.hold, heldSince: old.heldSince },
      available: { amount: '1.00' },
    });
    expect(said(told(), restate)).toEqual([]);
    expect(told().account.queue).toMatchObject({ isMoved: false, toldAt: restate.at });
  });

  test('anew with each movement: all of them, or those behind the order that changed', () => {
    expect(said(after(told(), taken(50)), restate)).toEqual([
      'CreditHeld old credit.limit 2.50',
      'CreditHeld young credit.limit 7.50',
      'holds-told',
    ]);
    const gone = decided(told(), { ...cancelled(300), order: 'old' }).reduce(
      (now, fact) => evolve({ ...now, order: old }, fact),
      told(),
    );
    expect(said(gone, restate)).toEqual(['CreditHeld young credit.limit 4.00', 'holds-told']);
  });

  test('who needs the same hears nothing, and the time of the last telling stands', () => {
    const back = after(after(told(), taken(50)), paid(50));
    const later = { ...restate, at: '2026-03-03T00:00:00.000Z' };
    expect(said(back, later)).toEqual(['holds-told']);
    expect(after(back, later).account.queue).toMatchObject({ isMoved: false, toldAt: restate.at });
  });

  test('other reasons are a new decision; a hold without an id keeps its words', () => {
    const blocked = { code: 'credit.blocked', message: '', owner: '' } as const;
    const other = { ...old, reasons: [blocked] };
    const nameless = { ...young, hold: null };
    const state = withQueue(credit(limited(1_000, 900), unseen('order'), other, nameless), {
      isMoved: true,
    });
    const [first, ...rest] = decided(state, restate);
    expect(first?.data).not.toHaveProperty('restated');
    expect(rest.map(({ type }) => type)).toEqual(['holds-told']);
  });

  test('an account in which nobody waits notes nothing', () => {
    const alone = after(credit(limited(1_000)), taken(50));
    expect(alone.account.queue.isMoved).toBe(false);
    expect(said(alone, restate)).toEqual([]);
  });
});
