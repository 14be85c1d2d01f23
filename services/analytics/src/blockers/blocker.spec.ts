import type { AnyEvent, EventType, DataOf } from '@o2c/contracts';
import { catalogue } from '@o2c/contracts';
import { Clock } from '@o2c/runtime';
import { blockersOf } from '../domain/blocker.js';
import { expectedStockOf } from '../domain/expected-stock.js';
import { SampleStory } from '../sample-story.js';

const { order } = catalogue.OrderPlaced.example;
const TODAY = '2026-03-10';
const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** The blockers after these facts, each of the catalogue's example with other fields. */
class Told {
  private readonly story = new SampleStory(new Clock());

  say<T extends EventType>(type: T, fields: Partial<DataOf<T>> = {}): this {
    this.story.say(type, fields);
    return this;
  }

  codes(today = TODAY): readonly string[] {
    return this.blockers(today).map(({ code }) => code);
  }

  /** Facts may come in any order: the answer is the same. */
  blockers(today = TODAY) {
    const facts: readonly AnyEvent[] = this.story.facts.filter(({ data }) => 'order' in data);
    const said = this.story.facts.flatMap((fact) => expectedStockOf(fact) ?? []);
    const expected = said.slice(-1);
    const blockers = blockersOf(facts, today, expected);
    expect(blockersOf(facts.toReversed(), today, expected)).toEqual(blockers);
    return blockers;
  }
}

const placed = (fields: Partial<DataOf<'OrderPlaced'>> = {}) =>
  new Told().say('OrderPlaced', fields);
const released = (fields: Partial<DataOf<'OrderReleased'>> = {}) =>
  placed().say('CreditApproved').say('OrderReleased', fields);
const shipped = () => released().say('StockReserved').say('ShipmentPlanned').say('Shipped');
const item = { invoice: catalogue.Invoiced.example.invoice };
const ofItem = { order, item: item.invoice };

describe('What stops an order', () => {
  it('nothing, while it is decided, picked, cancelled or not due yet', () => {
    expect(placed().codes()).toEqual([]);
    expect(released().codes()).toEqual([]);
    expect(released().say('StockReserved').say('ShipmentPlanned').codes()).toEqual([]);
    expect(released().say('StockReserved').say('CancelRequested').codes()).toEqual([]);
    expect(shipped().say('Invoiced').codes()).toEqual([]);
  });

  it('credit: every reason, what is needed, and who decides; until approved or decided', () => {
    const held = placed().say('CreditHeld');
    expect(held.blockers()).toMatchObject([
      {
        ...{ code: 'credit.limit', service: 'credit', event: 'CreditHeld' },
        ...{ needed: eur('69.00'), owner: 'credit controller' },
        action: 'A payment of 69.00 EUR or a limit raised by it, or release by a credit controller',
        hold: catalogue.CreditHeld.example.hold,
      },
    ]);
    expect(placed().say('CreditHeld').say('CreditApproved').codes()).toEqual([]);
    const { hold } = catalogue.CreditHeld.example;
    expect(placed().say('CreditHeld').say('HoldReleased', { hold }).codes()).toEqual([]);
    expect(placed().say('CreditHeld').say('OrderCancelled', cancelled()).codes()).toEqual([]);
  });

  it('a possible duplicate, until somebody has looked', () => {
    const { hold } = catalogue.HoldReleased.example;
    const reason = { code: 'order.duplicate', message: 'PO-77 twice', owner: 'order desk' };
    const holds = [{ hold, code: 'order.duplicate', reasons: [reason] }];
    expect(placed({ holds }).blockers()).toMatchObject([{ code: 'order.duplicate', hold }]);
    const past = { holds, history: true, orderedAt: '2026-02-01T09:00:00.000Z' };
    expect(placed(past).blockers()).toMatchObject([{ since: past.orderedAt }]);
    expect(placed({ holds }).say('HoldReleased', { hold }).codes()).toEqual([]);
    expect(placed({ holds }).say('HoldRejected', { hold }).codes()).toEqual([]);
  });

  it('stock that lacks: how much, of what, and when more is expected; until it is there', () => {
    const waiting = released().say('StockBackordered');
    expect(waiting.blockers()).toMatchObject([
      {
        ...{ code: 'stock.backordered', sku: 'A-100', quantity: 40, line: 1 },
        action: 'Receive 40 of A-100; next receipt on 2026-12-03',
      },
    ]);
    const line = { line: 1, sku: 'A-100', warehouse: 'main', quantity: 15, fromBackorder: true };
    waiting.say('StockReserved', { lines: [line] });
    expect(waiting.blockers()).toMatchObject([{ quantity: 25 }]);
    const backorders = [{ line: 1, sku: 'A-100', quantity: 25 }];
    expect(waiting.say('ReservationReleased', { backorders, lines: [] }).codes()).toEqual([]);
  });

  it('stock that is expected on another day since, or not any more', () => {
    const waiting = released().say('StockBackordered');
    const action = () => waiting.blockers()[0]?.action;
    waiting.say('StockExpected', { expectedOn: '2026-12-01' });
    expect(action()).toBe('Receive 40 of A-100; next receipt on 2026-12-01');
    waiting.say('StockExpected', { expectedOn: undefined });
    expect(action()).toBe('Receive 40 of A-100; none is expected');
    waiting.say('StockBackordered');
    expect(action()).toBe('Receive 80 of A-100; next receipt on 2026-12-03');
  });

  it('goods that were promised and not found', () => {
    const lines = [{ line: 1, sku: 'A-100', quantity: 3 }];
    const short = released().say('StockBackordered', { cause: 'short', lines });
    expect(short.blockers()).toMatchObject([{ code: 'stock.short', quantity: 3 }]);
  });

  it('a shipment whose day has passed, until it leaves', () => {
    const late = released({ requestedOn: '2026-03-05' }).say('ShipmentPlanned');
    expect(late.codes('2026-03-05')).toEqual([]);
    expect(late.blockers()).toMatchObject([
      {
        ...{ code: 'shipment.late', quantity: 10, since: '2026-03-06T00:00:00.000Z' },
        action: 'Ship SH-2026-000045',
      },
    ]);
    expect(late.say('Shipped').codes()).toEqual([]);
  });

  it('an invoice past due, a rest of a payment, a dispute; until they are settled', () => {
    const invoiced = shipped().say('Invoiced', item);
    expect(invoiced.codes('2026-04-01')).toEqual([]);
    expect(invoiced.blockers('2026-04-02')).toMatchObject([
      {
        ...{ code: 'invoice.overdue', needed: eur('119.00'), document: 'INV-2026-000099' },
        action: 'A payment of 119.00 EUR on INV-2026-000099',
      },
    ]);
    invoiced.say('ItemDisputed', ofItem);
    expect(invoiced.codes('2026-04-02')).toEqual(['item.disputed', 'invoice.overdue']);
    expect(invoiced.blockers('2026-04-02')).toMatchObject([
      { needed: eur('20.00') },
      { needed: eur('99.00') },
    ]);
    invoiced.say('ItemDisputed', { ...ofItem, disputed: eur('0.00') });
    invoiced.say('PaymentApplied', { ...ofItem, amount: eur('118.00') });
    expect(invoiced.blockers()).toMatchObject([{ code: 'payment.short', needed: eur('1.00') }]);
    expect(invoiced.say('WrittenOff', { ...ofItem, amount: eur('1.00') }).codes()).toEqual([]);
  });
});

function cancelled() {
  const lines = catalogue.OrderPlaced.example.lines.map((line) => ({ ...line, cancelled: 10 }));
  return { lines };
}
