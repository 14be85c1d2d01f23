import { MAX_VALUE_BYTES } from '@o2c/contracts';
import { dataOf, Desk, idOf, M, ORDER, types } from './sample-desk.js';

/** An order of 10 of which `reserved` are promised and planned. */
function released(reserved: number): Desk {
  const desk = new Desk();
  desk.release(10);
  if (reserved > 0) desk.reserve(reserved);
  return desk;
}

describe('Cancelling against shipping', () => {
  it('takes what is not planned first', () => {
    const desk = released(6);
    expect(types(desk.cancel('decreased', 4))).toEqual(['CancelAccepted']);
    expect(desk.line()).toMatchObject({ planned: 6 * M, cancelled: 4 * M });
  });

  it('then takes it out of the plan', () => {
    const desk = released(6);
    const facts = desk.cancel('decreased', 7);
    expect(dataOf(facts, 'ShipmentPlanned').lines).toEqual([{ line: 1, sku: 'A-1', planned: 3 }]);
    expect(desk.line()).toMatchObject({ planned: 3 * M, cancelled: 7 * M });
  });

  it('says out of which warehouse it took it, and which release it knew', () => {
    const desk = released(6);
    desk.reserveIn('north', 2);
    expect(dataOf(desk.cancel('cancelled', 10), 'CancelAccepted').lines).toEqual([
      { line: 1, quantity: 2, warehouse: 'north', released: 10, left: [] },
      { line: 1, quantity: 6, warehouse: 'main', released: 10, left: [] },
      { line: 1, quantity: 2, released: 10, left: [] },
    ]);
  });

  it('says with which shipments some of a line had left, voided ones too', () => {
    const desk = new Desk();
    desk.release(10, 10);
    desk.reserve(4);
    desk.ship(1);
    const [first] = desk.shipments;
    desk.void(1);
    desk.reserveIn('north', 3);
    const answer = dataOf(desk.cancel('cancelled', 1, 1), 'CancelAccepted');
    expect(answer.lines.map(({ line, left }) => [line, left])).toEqual([
      [1, [first?.id]],
      [2, []],
    ]);
  });

  it('says so in facts that each fit into a message, however many the warehouses', () => {
    const desk = new Desk();
    const each = (quantity: number) => Array.from({ length: 2_000 }, () => quantity);
    const warehouses = [1, 2, 3, 4, 5].map((number) => `W${number}`.padEnd(100, '-'));
    desk.release(...each(warehouses.length + 1));
    for (const warehouse of warehouses) desk.reserveIn(warehouse, ...each(1));
    const answers = desk.cancel('cancelled', ...each(warehouses.length + 1)).flatMap((fact) => {
      return fact.type === 'CancelAccepted' ? [fact.data] : [];
    });
    expect(answers.flatMap(({ lines }) => lines)).toHaveLength(2_000 * (warehouses.length + 1));
    const bytes = answers.map((data) => Buffer.byteLength(JSON.stringify(data)));
    expect(Math.max(...bytes)).toBeLessThan(MAX_VALUE_BYTES);
    expect(desk.line(2_000)).toMatchObject({ cancelled: 6 * M, planned: 0 });
  });

  it('closes a shipment of which nothing is left', () => {
    const desk = released(10);
    const facts = desk.cancel('cancelled', 10);
    expect(types(facts)).toEqual(['CancelAccepted', 'ShipmentVoided']);
    expect(dataOf(facts, 'ShipmentVoided')).toMatchObject({ wasShipped: false, lines: [] });
    expect(() => desk.ship(1)).toThrow(expect.objectContaining({ code: 'shipment.not_open' }));
  });

  it('takes it from the least advanced shipment, and unpacks what it has to', () => {
    const desk = released(4);
    desk.pack(1);
    desk.reserve(3);
    desk.pick(2);
    desk.reserve(3);
    expect(types(desk.cancel('decreased', 7))).toEqual([
      'CancelAccepted',
      'ShipmentVoided',
      'ShipmentVoided',
      'ShipmentPlanned',
    ]);
    expect(desk.shipment(1)).toMatchObject({ status: 'picked', packages: [] });
    expect(desk.line().planned).toBe(3 * M);
  });

  it('is refused when the goods have left, and nothing of it takes effect', () => {
    const desk = new Desk();
    desk.release(10, 5);
    desk.reserve(10, 5);
    desk.ship(1, { lines: [{ line: 1, quantity: 1 }] });
    const before = desk.order;
    expect(dataOf(desk.cancel('cancelled', 10, 5), 'CancelRefused')).toEqual({
      ...{ order: ORDER, request: idOf(9), cause: 'cancelled', code: 'order.already_shipped' },
      lines: [
        { line: 1, quantity: 10 },
        { line: 2, quantity: 5 },
      ],
    });
    expect(desk.order).toEqual(before);
    expect(types(desk.cancel('cancelled', 9, 5))).toContain('CancelAccepted');
  });

  it('of an expired approval is accepted only while nothing has left', () => {
    const desk = released(10);
    desk.ship(1, { lines: [{ line: 1, quantity: 1 }] });
    expect(types(desk.cancel('expired', 9))).toEqual(['CancelRefused']);
    expect(types(desk.cancel('cancelled', 9))).toContain('CancelAccepted');
    expect(types(released(10).cancel('expired', 10))).toContain('CancelAccepted');
  });

  it('waits for the release that orders had in mind', () => {
    const lines = [{ line: 1, quantity: 5, released: 15 }];
    const data = { order: ORDER, request: idOf(9), cause: 'decreased', lines } as const;
    const waiting = { waitFor: 'OrderReleased', subject: ORDER };
    const desk = released(10);
    expect(desk.decide({ type: 'DecideCancel', data: { ...data, lines } })).toEqual(waiting);
    desk.release(15);
    expect(types(desk.do({ type: 'DecideCancel', data }))).toEqual(['CancelAccepted']);
  });

  it('does not plan stock that was promised while it was being cancelled', () => {
    const desk = released(6);
    desk.cancel('decreased', 4);
    expect(types(desk.reserve(4))).toEqual(['stock-promised']);
    desk.takeBack([4]);
    expect(desk.line().planned).toBe(6 * M);
  });

  it('does not plan again what it gave up, until inventory promises it anew', () => {
    const desk = released(10);
    desk.cancel('cancelled', 10);
    desk.release(15);
    expect(desk.line().planned).toBe(0);
    desk.takeBack([10]);
    desk.reserve(5);
    expect(desk.line().planned).toBe(5 * M);
  });

  it.each([
    ['an approval expired', 'expired'],
    ['some was cancelled', 'cancelled'],
    ['less was ordered', 'decreased'],
  ] as const)('plans what is promised after %s, not what was promised before', (_title, cause) => {
    const desk = released(0);
    desk.cancel(cause, 10);
    desk.release(20);
    expect(types(desk.reserve(4))).toEqual(['stock-promised']);
    desk.takeBack([4], [6]);
    expect(desk.line().planned).toBe(0);
    desk.reserve(10);
    expect(desk.line().planned).toBe(10 * M);
  });

  it('refuses what nobody can give twice', () => {
    const desk = released(10);
    const lines = [{ line: 1, quantity: 10, released: 10 }];
    const data = { order: ORDER, request: idOf(9), cause: 'cancelled', lines } as const;
    expect(types(desk.do({ type: 'DecideCancel', data: { ...data, lines } }))).toHaveLength(2);
    const again = desk.do({ type: 'DecideCancel', data: { ...data, lines } });
    expect(types(again)).toEqual(['CancelRefused']);
  });

  it('keeps a promise for which inventory gave up a backorder instead', () => {
    const desk = released(10);
    desk.cancel('decreased', 3);
    desk.release(15);
    desk.takeBack([], [3]);
    expect(desk.line().planned).toBe(10 * M);
  });
});
