import { fastify } from 'fastify';
import { Admission } from './admission.js';
import { installShedding } from './shedding.js';

/** Facts that a service has to handle for an order. */
const FACTS = 4;

/** A system that looks at itself once a second, whose credit handles so many orders a second. */
class Shop {
  readonly admission = new Admission();
  lag = 0;
  private handled = 0;

  constructor(public perSecond: number) {
    this.look();
  }

  /** So many orders come within a second; answers how many were taken. */
  second(orders: number): number {
    const taken = Array.from({ length: orders }, () => this.admission.admits()).filter(Boolean);
    this.lag += taken.length * FACTS;
    const handled = Math.min(this.lag, this.perSecond * FACTS);
    this.handled += handled;
    this.lag -= handled;
    this.look();
    return taken.length;
  }

  /** The same for some seconds; answers how many were taken in each. */
  seconds(count: number, orders: number): readonly number[] {
    return Array.from({ length: count }, () => this.second(orders));
  }

  private look(): void {
    const others = { service: 'orders', handled: 10 * this.handled, lag: 0 };
    this.admission.observe(
      [others, { service: 'credit', handled: this.handled, lag: this.lag }],
      1,
    );
  }
}

const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;

describe('When more orders come than can be handled', () => {
  it('all are taken while every service keeps up', () => {
    expect(new Shop(300).seconds(60, 290).every((taken) => taken === 290)).toBe(true);
  });

  it('a crowd that comes at once is taken', () => {
    const shop = new Shop(300);
    shop.seconds(20, 5);
    expect(shop.seconds(4, 1_000)).toEqual([1_000, 1_000, 1_000, 1_000]);
  });

  it.each([1.2, 2, 3])('at %s times as many, as many are taken as are handled', (times) => {
    const shop = new Shop(300);
    shop.seconds(30, 200);
    shop.seconds(90, 300 * times);
    const taken = shop.seconds(120, 300 * times);
    expect(mean(taken)).toBeGreaterThan(0.95 * 300);
    expect(mean(taken)).toBeLessThan(1.05 * 300);
    expect(Math.min(...taken)).toBeGreaterThan(0.7 * 300);
    expect(shop.lag / FACTS / 300).toBeLessThan(5);
  });

  it('what is taken follows what can be handled', () => {
    const shop = new Shop(300);
    shop.seconds(60, 600);
    shop.perSecond = 150;
    shop.seconds(60, 600);
    expect(mean(shop.seconds(60, 600))).toBeLessThan(1.05 * 150);
  });

  it('all are taken again within ten seconds when fewer come', () => {
    const shop = new Shop(300);
    shop.seconds(120, 600);
    shop.seconds(10, 200);
    expect(shop.seconds(10, 200).every((taken) => taken === 200)).toBe(true);
  });

  it('a service that stands still turns nobody away', () => {
    const shop = new Shop(300);
    shop.seconds(30, 200);
    shop.perSecond = 0;
    expect(shop.seconds(30, 200).every((taken) => taken === 200)).toBe(true);
  });

  it('a few are taken, however slow the system has become', () => {
    const shop = new Shop(300);
    shop.seconds(60, 600);
    shop.perSecond = 1;
    expect(Math.min(...shop.seconds(300, 600))).toBeGreaterThanOrEqual(11);
  });

  it('only new orders are turned away, with the time after which to come again', async () => {
    const shop = new Shop(10);
    shop.seconds(120, 1_000);
    const server = fastify();
    installShedding(server, 100, shop.admission);
    server.all('/v1/*', (_, reply) => reply.status(201).send({}));
    const answers = async (method: 'POST' | 'GET', url: string) =>
      Promise.all(Array.from({ length: 40 }, () => server.inject({ method, url })));
    const orders = await answers('POST', '/v1/orders');
    const refused = orders.filter(({ statusCode }) => statusCode === 503);
    expect(refused.length).toBeGreaterThan(30);
    expect(refused.length).toBeLessThan(40);
    expect(refused[0]?.headers['retry-after']).toBe('2');
    expect(refused[0]?.json().code).toBe('service.overloaded');
    for (const others of [answers('GET', '/v1/orders'), answers('POST', '/v1/orders/1/cancel')]) {
      expect((await others).every(({ statusCode }) => statusCode === 201)).toBe(true);
    }
    await server.close();
  });
});
