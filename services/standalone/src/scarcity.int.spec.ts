import type { Type } from '@nestjs/common';
import { catalogue, type AnyEvent, type DataOf, type EventType } from '@o2c/contracts';
import { CreditModule } from '@o2c/credit';
import { InventoryModule } from '@o2c/inventory';
import { newId } from '@o2c/runtime';
import {
  Chance,
  disorderly,
  figure,
  limit,
  startService,
  tell,
  type TestService,
} from '@o2c/testing';

const ORDERS = 40;
const RUNS = figure(3, 200);

/** 40 orders of 119.00 and 10 pieces each want three times as much; every fourth is cancelled. */
const LIMIT = 1_000;
const STOCK = 95;

describe('Orders that are repeated and overtake one another', () => {
  let service: TestService;
  afterEach(() => service?.stop());

  it(
    'are not approved beyond the limit',
    async () => {
      await begin(CreditModule);
      const { OrderPlaced, CustomerRegistered } = catalogue;
      const creditOf = async (customer: string): Promise<number> => {
        const { body } = await service.http('GET', `/v1/credit-accounts/${customer}`);
        return Number(body.exposure.total.amount);
      };
      await inRuns(async (chance) => {
        const customer = newId(service.clock);
        const initialCredit = {
          seller: OrderPlaced.example.seller,
          limit: { amount: `${LIMIT}.00`, currency: 'EUR' },
        };
        const known = { ...CustomerRegistered.example, customer, number: customer, initialCredit };
        await come(chance, [fact('CustomerRegistered', known)]);
        const facts = ordersOf((order) => {
          const data = { ...OrderPlaced.example, order, customer };
          const lines = data.lines.map((line) => ({ ...line, cancelled: line.ordered }));
          const reason = 'no need';
          return [fact('OrderPlaced', data), fact('OrderCancelled', { ...data, lines, reason })];
        });
        await come(chance, facts, async () => {
          expect(await creditOf(customer)).toBeLessThanOrEqual(LIMIT);
        });
        expect(await creditOf(customer)).toBeGreaterThan(LIMIT - 119);
      });
      await expectClean('credit');
    },
    limit(120, 1_200),
  );

  it(
    'are not promised more than there is',
    async () => {
      await begin(InventoryModule);
      const { OrderReleased, CancelAccepted, ProductRegistered } = catalogue;
      await inRuns(async (chance) => {
        const sku = newId(service.clock);
        const known = { ...ProductRegistered.example, product: sku, sku };
        await come(chance, [fact('ProductRegistered', known)]);
        await service.http('POST', '/v1/stock-receipts', { lines: [{ sku, quantity: STOCK }] });
        const facts = ordersOf((order) => {
          const lines = OrderReleased.example.lines.map((line) => ({ ...line, sku }));
          const released = { ...OrderReleased.example, order, number: order, lines };
          return [
            fact('OrderReleased', released),
            fact('CancelAccepted', { ...CancelAccepted.example, order, request: order }),
          ];
        });
        const stockOf = async () => (await service.http('GET', `/v1/stock/${sku}`)).body;
        await come(chance, facts, async () => {
          expect((await stockOf()).available).toBeGreaterThanOrEqual(0);
        });
        expect(await stockOf()).toMatchObject({ onHand: STOCK, reserved: STOCK });
      });
      await expectClean('inventory');
    },
    limit(120, 1_200),
  );

  async function begin(module: Type): Promise<void> {
    service = await startService(module);
    await service.publishFact('SellerRegistered', catalogue.SellerRegistered.example);
  }

  async function inRuns(run: (chance: Chance) => Promise<void>): Promise<void> {
    for (let seed = 1; seed <= RUNS; seed++) await run(new Chance(seed));
  }

  /** What is said of so many orders: of every fourth also that nobody wants it any more. */
  function ordersOf(factsOf: (order: string) => readonly AnyEvent[]): readonly AnyEvent[] {
    return Array.from({ length: ORDERS }, (_, index) => {
      const facts = factsOf(newId(service.clock));
      return index % 4 === 0 ? facts : facts.slice(0, 1);
    }).flat();
  }

  function fact<T extends EventType>(type: T, data: DataOf<T>): AnyEvent {
    return service.event(type, data) as unknown as AnyEvent;
  }

  /** Each fact comes one to five times, in an order of chance, one by one or some together. */
  async function come(
    chance: Chance,
    facts: readonly AnyEvent[],
    look = () => Promise.resolve(),
  ): Promise<void> {
    const steps = disorderly(
      facts.map((one) => ({ scene: '', fact: one })),
      chance,
    );
    for (let from = 0; from < steps.length;) {
      const some = steps.slice(from, (from += 1 + chance.below(12)));
      await service.bus.deliver(some.flatMap((step) => step.fact ?? []));
      await look();
    }
    await service.settle();
  }

  async function expectClean(name: string): Promise<void> {
    type Identity = { readonly left: number; readonly right: number };
    const { body } = await service.http('GET', `/internal/${name}/audit`);
    expect(body.identities.filter(({ left, right }: Identity) => left !== right)).toEqual([]);
    expect(await service.database.read('SELECT type, error FROM parked')).toEqual([]);
    tell(`disorder where ${name} is scarce`, { runs: RUNS, orders: RUNS * ORDERS, violations: 0 });
  }
});
