import { isBefore } from './queue.js';
import { unseen, type Reservation } from './reservation.js';
import {
  account,
  asked,
  cancelled,
  credit,
  KEY,
  limited,
  moved,
  order,
  reservation,
  said,
  waiting,
} from './sample-credit.js';

describe('Room that appears is offered to those who wait', () => {
  const large = () => waiting(900, 'large', '01');
  const small = () => waiting(300, 'small', '02');
  const young = () => waiting(300, 'young', '03');
  const full = (...orders: readonly Reservation[]) =>
    credit(limited(1_000, 900), unseen('order'), ...orders);
  const paid = (amount: number) => moved([], { kind: 'payment', document: 'p', amount });

  test('oldest first, and the large one does not stand in the way', () => {
    expect(said(full(large(), small(), young()), paid(500))).toEqual([
      'movement-counted',
      'CreditApproved small 3.00',
      'CreditApproved young 3.00',
    ]);
  });

  test('never more than there is', () => {
    expect(said(full(large(), small(), young()), paid(400))).toEqual([
      'movement-counted',
      'CreditApproved small 3.00',
    ]);
  });

  test('when an order is cancelled, smaller, rejected, or its approval expires', () => {
    const expiresAt = '2026-03-02T08:00:00.000Z';
    const taken = reservation(500, { status: 'approved', expiresAt });
    const state = credit(limited(500), taken, small());
    const freeing = [
      cancelled(500),
      order(200),
      asked({ type: 'RejectHold' }),
      asked({ type: 'ExpireApproval' }),
    ];
    for (const command of freeing) {
      expect(said(state, command).at(-1)).toBe('CreditApproved small 3.00');
    }
  });

  test('when the limit is raised', () => {
    const limit = { amount: '12.00', currency: 'EUR' };
    const raise = asked({ type: 'ChangeTerms', named: KEY, version: 0, terms: { limit } });
    expect(said(full(small()), raise)).toEqual(['CreditLimitChanged', 'CreditApproved small 3.00']);
  });

  test('when what was overdue is paid, though the total stays the same', () => {
    const due = [{ on: '2026-01-01', amount: 6_000 }];
    const owing = account({ overdue: { amount: 0, days: 0 } }, { due });
    const invoice = { kind: 'invoice', document: 'INV-1' } as const;
    const state = {
      ...credit(owing, unseen('order'), small()),
      documents: new Map([
        ['invoice:INV-1', { ...invoice, open: 6_000, dueOn: '2026-01-01', disputed: null }],
      ]),
    };
    const payment = { kind: 'payment', document: 'p', amount: -6_000 } as const;
    expect(said(state, moved([], { ...invoice, amount: -6_000 }, payment))).toEqual([
      'movement-counted',
      'CreditApproved small 3.00',
    ]);
  });

  test('who stays held is told so again when the reasons are others', () => {
    const blocked = { code: 'credit.blocked', message: '', owner: '' } as const;
    expect(said(full({ ...large(), reasons: [blocked] }), paid(100))).toEqual([
      'movement-counted',
      'CreditHeld large credit.limit 7.00',
    ]);
  });

  test('those behind the first hundred are asked next, while there is room', () => {
    const { account: of, ...rest } = full(small());
    const queue = { ...of.queue, length: 200, more: true };
    const state = { ...rest, account: { ...of, queue } };
    expect(said(state, paid(300)).at(-1)).toBe('room-left');
    expect(said(state, paid(200)).at(-1)).toBe('CreditApproved small 3.00');
  });
});

test('a place is before those that waited less, or came with it and have a later id', () => {
  const place = (day: string, order: string) => ({ heldSince: `2026-02-${day}`, order });
  const inOrder = [undefined, place('01', 'b'), place('02', 'a'), place('02', 'c')];
  const sorted = [3, 1, 0, 2].map((at) => inOrder[at]);
  const after = inOrder.map((one) => sorted.filter((other) => isBefore(one, other)).length);
  expect(after).toEqual([3, 2, 1, 0]);
});
