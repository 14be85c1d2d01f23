import type { DomainError } from '@o2c/contracts';
import { dataOf, Desk, M, NOW, ORDER, releaseOf, SELLER, sellerOf, types } from './sample-desk.js';

/** A planned shipment SH-1 of 10 of line 1 and 5 of line 2. */
function planned(history = false): Desk {
  const desk = new Desk();
  desk.do({ type: 'RecordRelease', data: { ...releaseOf([10, 5]), history } });
  desk.reserve(10, 5);
  return desk;
}

function refusal(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('it was not refused');
}

describe('Shipping', () => {
  it('ships everything that is planned when nothing else is said, as one package', () => {
    const desk = planned();
    const shipped = dataOf(desk.ship(1, { carrier: 'DHL', trackingNumber: '0034' }), 'Shipped');
    expect(shipped).toEqual({
      ...{ shipment: desk.shipment(1).id, number: 'SH-1', order: ORDER, seller: SELLER },
      customer: desk.order.release?.customer,
      ...{ warehouse: 'main', shippedAt: NOW, shippedOn: '2026-03-02', history: false },
      lines: [
        { line: 1, sku: 'A-1', quantity: 10 },
        { line: 2, sku: 'A-2', quantity: 5 },
      ],
      shorts: [],
      ...{ carrier: 'DHL', trackingNumber: '0034' },
      packages: [{ sscc: '095287650000000017' }],
    });
    expect(desk.line(1)).toMatchObject({ planned: 0, shipped: 10 * M });
  });

  it('plans the rest anew when a part is shipped', () => {
    const desk = planned();
    const facts = desk.ship(1, { lines: [{ line: 1, quantity: '4.5' }] });
    expect(dataOf(facts, 'ShipmentPlanned')).toMatchObject({
      number: 'SH-2',
      lines: [
        { line: 1, sku: 'A-1', planned: '5.5' },
        { line: 2, sku: 'A-2', planned: 5 },
      ],
    });
    expect(desk.line(1)).toMatchObject({ planned: 5.5 * M, shipped: 4.5 * M });
    expect(types(desk.ship(2))).toContain('Shipped');
    expect(desk.line(1)).toMatchObject({ planned: 0, shipped: 10 * M });
  });

  it('drops what was not found, with the reason', () => {
    const desk = planned();
    const lines = [
      { line: 1, quantity: 7, short: 'damaged' },
      { line: 2, quantity: 5 },
    ];
    const facts = desk.ship(1, { lines });
    expect(types(facts)).toEqual(['shipment-packed', 'Shipped']);
    expect(dataOf(facts, 'Shipped').shorts).toEqual([
      { line: 1, sku: 'A-1', quantity: 3, reason: 'damaged' },
    ]);
    expect(desk.line(1)).toMatchObject({ planned: 0, shipped: 7 * M });
    desk.takeBack([3]);
    desk.reserve(3);
    expect(desk.shipment(2).lines).toEqual([{ line: 1, sku: 'A-1', planned: 3 * M, shipped: 0 }]);
  });

  it('does not plan what was not found when inventory forgets a backorder beside it', () => {
    const desk = new Desk();
    desk.release(8);
    desk.reserve(7);
    desk.ship(1, { lines: [{ line: 1, quantity: 4, short: 'not found' }] });
    desk.cancel('cancelled', 1);
    desk.takeBack([], [1]);
    expect(desk.line(1)).toMatchObject({ planned: 0, shipped: 4 * M, cancelled: 1 * M });
  });

  it('lets the rest join the shipment that is planned already', () => {
    const desk = new Desk();
    desk.release(10);
    desk.reserve(6);
    desk.pick(1);
    desk.reserve(4);
    desk.ship(1, { lines: [{ line: 1, quantity: 1 }] });
    expect(desk.shipments).toHaveLength(2);
    expect(desk.shipment(2).lines[0]?.planned).toBe(9 * M);
  });

  it('names everything that is wrong at once', () => {
    const lines = [
      { line: 1, quantity: 11 },
      { line: 1, quantity: 1 },
      { line: 2, quantity: '1.1234567' },
      { line: 3, quantity: 0, short: ' ' },
      { line: 2, quantity: -1 },
    ];
    const shippedAt = '2026-03-02T10:00:00.000Z';
    const { code, errors } = refusal(() => planned().ship(1, { lines, shippedAt }));
    expect(code).toBe('content.invalid');
    expect(errors.map(({ path }) => path)).toEqual([
      '/lines/0/quantity',
      '/lines/1/line',
      '/lines/2/quantity',
      '/lines/3/line',
      '/lines/3/short',
      '/lines/4/quantity',
      '/lines/4/line',
      '/shippedAt',
    ]);
  });

  it.each([[[]], [[{ line: 1, quantity: 0, short: 'lost' }]]])('ships nothing for %j', (lines) => {
    expect(refusal(() => planned().ship(1, { lines })).errors[0]?.path).toBe('/lines');
  });

  it('ships in the past only what is history, and only for who may', () => {
    const dates = { shippedOn: '2009-12-01', today: '2026-03-02' };
    const past = { shippedAt: '2009-12-01T08:45:00.000Z', dates };
    expect(refusal(() => planned().ship(1, past)).errors[0]?.path).toBe('/shippedAt');
    expect(refusal(() => planned(true).ship(1, past)).code).toBe('history.forbidden');
    const facts = planned(true).ship(1, { ...past, mayBackdate: true });
    expect(dataOf(facts, 'Shipped')).toMatchObject({ history: true, shippedOn: '2009-12-01' });
  });

  it('waits a little for a seller that it has not heard of', () => {
    expect(refusal(() => planned().ship(1, { dates: undefined })).code).toBe('reference.unknown');
  });
});

describe('Packing', () => {
  it('gives each package a number that no other has', () => {
    const desk = planned();
    desk.pack(1, [{ weight: '1.25', lines: [{ line: 1, quantity: 10 }] }, {}]);
    expect(desk.shipment(1).packages).toEqual([
      {
        ...{ number: 1, sscc: '095287650000000017', weight: 1.25 * M },
        lines: [{ line: 1, quantity: 10 * M }],
      },
      { number: 2, sscc: '095287650000000024' },
    ]);
    expect(desk.rows.get(`sellers/${SELLER}`)).toMatchObject({ nextSerial: 3 });
  });

  it('only numbers packages inside the shipment where the seller has no GS1 prefix', () => {
    const desk = planned();
    desk.rows = new Map([...desk.rows, [`sellers/${SELLER}`, sellerOf(undefined)]]);
    const facts = desk.ship(1);
    expect(desk.shipment(1).packages).toEqual([{ number: 1 }]);
    expect(dataOf(facts, 'Shipped').packages).toEqual([]);
  });

  it('packs no more than is planned', () => {
    const packages = [{ lines: [{ line: 1, quantity: 6 }] }, { lines: [{ line: 1, quantity: 5 }] }];
    expect(refusal(() => planned().pack(1, packages)).errors).toHaveLength(1);
    expect(refusal(() => planned().pack(1, [])).errors[0]?.path).toBe('/packages');
    expect(refusal(() => planned().pack(1, [{ weight: 'heavy' }])).errors).toHaveLength(1);
  });

  it('leaves behind what is packed and not shipped', () => {
    const desk = planned();
    desk.pack(1, [
      { lines: [{ line: 1, quantity: 10 }] },
      { lines: [{ line: 2, quantity: 3 }] },
      { lines: [{ line: 2, quantity: 2 }] },
    ]);
    const facts = desk.ship(1, {
      lines: [
        { line: 1, quantity: 8 },
        { line: 2, quantity: 3 },
      ],
    });
    expect(dataOf(facts, 'Shipped').packages).toHaveLength(2);
    expect(desk.shipment(1).packages.map(({ lines }) => lines?.[0]?.quantity)).toEqual([
      8 * M,
      3 * M,
    ]);
  });

  it('uses the numbers of packed packages when they leave', () => {
    const desk = planned();
    desk.pack(1, [{}, {}]);
    const ids = desk.shipment(1).packages.map(({ sscc }) => ({ sscc }));
    expect(dataOf(desk.ship(1), 'Shipped').packages).toEqual(ids);
  });
});
