import type { Heads } from '@o2c/messaging';
import { holds, identitiesOf, isSettled } from './audit.js';

const sum = (name: string, value: number | string) => ({
  name,
  seller: 's',
  currency: 'EUR',
  value,
});
const heads = (change: Partial<Heads> = {}): Heads => ({
  service: 'orders',
  head: 5,
  backlog: 0,
  handled: 0,
  lag: 0,
  waiting: 0,
  followUps: 0,
  parked: 0,
  ...change,
});

describe('The audit of all services', () => {
  it('compares the sums of two services per seller and currency', () => {
    const [identity] = identitiesOf([
      { sums: [sum('credit.openItems', 100)], identities: [] },
      { sums: [sum('receivables.openItems', 90)], identities: [] },
    ]);
    expect(identity).toEqual({
      name: 'credit_open_items',
      seller: 's',
      currency: 'EUR',
      left: 100,
      right: 90,
    });
  });

  it('adds up more than a number holds, to the last digit', () => {
    const [identity] = identitiesOf([
      { sums: [sum('credit.openItems', '9007199254740993')], identities: [] },
      { sums: [sum('receivables.openItems', Number.MAX_SAFE_INTEGER)], identities: [] },
      { sums: [sum('receivables.openItems', 1)], identities: [] },
    ]);
    expect(identity).toMatchObject({ left: '9007199254740993', right: '9007199254740992' });
    expect(identity && holds(identity)).toBe(false);
  });

  it('is not content with totals that agree while one of their parts does not', () => {
    const agreed = { name: 'credit_exposure', seller: 's', currency: 'EUR', left: 5, right: 5 };
    expect(holds(agreed)).toBe(true);
    expect(holds({ ...agreed, firstBroken: 'customer' })).toBe(false);
    expect(holds({ ...agreed, right: 6 })).toBe(false);
  });

  it.each([
    ['nothing is in flight', heads(), heads(), true],
    ['a fact was written meanwhile', heads(), heads({ head: 6 }), false],
    ['a fact is not sent', heads(), heads({ backlog: 1 }), false],
    ['a fact is not handled', heads(), heads({ lag: 1 }), false],
    ['a fact waits', heads(), heads({ waiting: 1 }), false],
    ['a follow-up is left', heads(), heads({ followUps: 1 }), false],
    ['a fact was not handled before', heads({ lag: 1 }), heads(), false],
    ['a fact is parked', heads(), heads({ parked: 1 }), true],
  ])('when %s', (_, before, after, settled) => {
    expect(isSettled([before], [before], [after])).toBe(settled);
  });
});
