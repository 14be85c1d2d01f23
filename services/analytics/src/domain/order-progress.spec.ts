import { catalogue, type AnyEvent, type EventType } from '@o2c/contracts';
import { dailyAmountOf } from './daily-amount.js';
import { itemsOf, movementsOf } from './open-item.js';
import { progressOf } from './order-progress.js';
import { partyOf } from './party.js';

const time = '2026-03-02T09:30:00.000Z';
const fact = (type: EventType, fields: object = {}) =>
  ({ type, sequence: 7, time, data: { ...catalogue[type].example, ...fields } }) as AnyEvent;
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const { invoice } = catalogue.Invoiced.example;
const { creditNote } = catalogue.CreditNoted.example;
const on = '2026-03-02';
const duplicate = { hold: 'H-1', code: 'order.duplicate', reasons: [] };
const overLimit = { hold: 'H-2', code: 'credit.limit', reasons: [] };

describe('What a fact adds to its order', () => {
  const cases: readonly [EventType, object, object][] = [
    ['OrderPlaced', {}, { placedAt: time, snapshot: { ordered: 10_000_000, gross: 11_900 } }],
    [
      'OrderPlaced',
      { holds: [overLimit, duplicate] },
      { heldAt: time, snapshot: { standingHold: 'H-1' } },
    ],
    ['OrderChanged', { holds: [overLimit] }, { snapshot: { standingHold: null, ended: false } }],
    ['OrderCancelled', {}, { cancelledAt: time, snapshot: { sequence: 7, ended: true } }],
    ['HoldReleased', { hold: 'H-1', code: 'order.duplicate' }, { releasedHold: 'H-1' }],
    ['HoldReleased', { hold: 'H-2' }, { decidedHold: { sequence: 7, hold: 'H-2' } }],
    ['HoldRejected', {}, { rejectedAt: time }],
    ['OrderReleased', {}, { releasedAt: time }],
    ['CreditApproved', {}, { approvedAt: time, credit: { sequence: 7, decision: 'approved' } }],
    ['CreditHeld', {}, { heldAt: time, credit: { sequence: 7, decision: 'held' } }],
    ['CreditRejected', {}, { credit: { sequence: 7, decision: 'rejected' } }],
    ['Shipped', { lines: [{ quantity: 3 }, { quantity: '0.5' }] }, { shipped: 3_500_000 }],
    ['ShipmentVoided', {}, { shipped: -10_000_000 }],
    ['Invoiced', {}, { invoicedAt: time, invoiced: 10_000_000 }],
    ['CreditNoted', { cause: 'void' }, { invoiced: -10_000_000 }],
  ];
  it.each(cases)('%s %j: %j', (type, fields, effect) => {
    expect(progressOf(fact(type, fields))).toMatchObject({ at: time, ...effect });
  });

  const nothing: readonly [EventType, object, string][] = [
    ['ShipmentVoided', { wasShipped: false }, 'a plan that never left the house'],
    ['CreditNoted', { cause: 'credit' }, 'a credit that leaves the quantity invoiced'],
    ['StockReserved', {}, 'a promise of stock'],
  ];
  it.each(nothing)('%s %j: only that it was, for it is %s', (type, fields) => {
    const { order } = catalogue.OrderPlaced.example;
    expect(progressOf(fact(type, fields))).toEqual({ order, at: time });
  });

  it('is nothing where it names no order', () => {
    expect(progressOf(fact('StockReceived'))).toBeUndefined();
    expect(progressOf(fact('OpenItemClosed', { order: undefined }))).toBeUndefined();
  });
});

describe('What a fact moves', () => {
  const cases: readonly [EventType, object, [string, number], [string, number][]][] = [
    ['Invoiced', {}, ['invoiced', 11_900], [[invoice, 11_900]]],
    ['CreditNoted', {}, ['credited', 11_900], [[creditNote, -11_900]]],
    ['OpenItemLoaded', { item: 'I', amount: eur('-5.00') }, ['loaded', -500], [['I', -500]]],
    ['PaymentReceived', {}, ['received', 11_900], []],
    ['PaymentApplied', { item: 'I' }, ['applied', 11_900], [['I', -11_900]]],
    ['PaymentUnapplied', { item: 'I' }, ['unapplied', 11_900], [['I', 11_900]]],
    ['WrittenOff', { item: 'I' }, ['writtenOff', 50], [['I', -50]]],
    ['PaymentRefunded', {}, ['refunded', 2_500], []],
    ['PaymentReversed', {}, ['reversed', 11_900], []],
  ];
  it.each(cases)('%s %j: %j of its day, %j of items', (type, fields, [flow, minor], moved) => {
    const { seller } = catalogue.SellerRegistered.example;
    expect(dailyAmountOf(fact(type, fields))).toEqual({ seller, currency: 'EUR', on, flow, minor });
    expect(movementsOf(fact(type, fields))).toEqual(
      moved.map(([item, amount]) => ({ item, on, minor: amount })),
    );
  });

  it('a credit note settles an invoice without moving what is owed', () => {
    const applied = fact('CreditApplied', { item: 'I', creditItem: 'C' });
    expect(dailyAmountOf(applied)).toBeUndefined();
    expect(movementsOf(applied).map(({ item, minor }) => [item, minor])).toEqual([
      ['I', -11_900],
      ['C', 11_900],
    ]);
  });

  it('an item is due when its invoice says, and nobody is late with a credit note', () => {
    expect(itemsOf(fact('Invoiced'))).toMatchObject([
      { item: invoice, dueOn: '2026-04-01', document: 'INV-2026-000099', isInvoice: true },
      { item: invoice, open: 11_900 },
    ]);
    expect(itemsOf(fact('CreditNoted'))[0]).not.toHaveProperty('dueOn');
    expect(itemsOf(fact('OpenItemLoaded', { kind: 'credit_note' }))[0]).not.toHaveProperty('dueOn');
    expect(itemsOf(fact('OpenItemReopened', { item: 'I' }))).toEqual([
      { item: 'I', state: { sequence: 7, closed: false, at: time, on } },
    ]);
  });

  it('a seller keeps time, a customer does not', () => {
    expect(partyOf(fact('SellerChanged'))).toMatchObject({ timeZone: 'Europe/Berlin' });
    expect(partyOf(fact('CustomerRegistered'))).toMatchObject({ number: 'C-1001', timeZone: null });
    expect(partyOf(fact('ProductChanged'))).toBeUndefined();
  });
});
