import type { Logger } from '@o2c/runtime';
import { InProcessBus } from './in-process-bus.js';
import type { PgDatabase } from './pg-database.js';

type Row = { readonly last: number };

const busOn = (read: () => Promise<Row[]>): InProcessBus => {
  const bus = new InProcessBus({} as Logger);
  bus.addProducer({ source: 'inventory', database: { read } as unknown as PgDatabase });
  return bus;
};

describe('How far a service is behind, in one process', () => {
  it('is read once for all who ask together, and anew for who asks meanwhile', async () => {
    const unanswered: ((rows: Row[]) => void)[] = [];
    const bus = busOn(() => new Promise((resolve) => unanswered.push(resolve)));
    const asked = (services: readonly string[]) =>
      Promise.all(services.map((service) => bus.lagOf(service)));
    const reading = (number: number) =>
      new Promise<void>((resolve) => setImmediate(resolve)).then(() =>
        expect(unanswered).toHaveLength(number),
      );

    const together = asked(['orders', 'credit', 'shipping']);
    await reading(1);
    const meanwhile = asked(['billing', 'analytics']);
    unanswered[0]?.([{ last: 1 }]);
    await together;
    await reading(2);
    unanswered[1]?.([{ last: 2 }]);
    await meanwhile;
  });

  it('can be asked again after its database was away', async () => {
    const answers = [Promise.reject<Row[]>(new Error('away')), Promise.resolve([{ last: 3 }])];
    const bus = busOn(() => answers.shift() ?? Promise.resolve([]));
    await expect(bus.lagOf('orders')).rejects.toThrow('away');
    await expect(bus.lagOf('orders')).resolves.toBe(0);
  });
});
