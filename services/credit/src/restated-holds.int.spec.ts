import type { DataOf } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { CreditModule } from './credit.module.js';
import { SampleTrade } from './sample-trade.js';

let service: TestService;
let trade: SampleTrade;

beforeAll(async () => {
  service = await startService(CreditModule);
  trade = new SampleTrade(service);
  await trade.open();
});
afterAll(() => service.stop());

const decisions = (order: string) => service.facts().filter(({ subject }) => subject === order);
/** What was decided; the same told anew is not. */
const said = (order: string) =>
  decisions(order).flatMap(({ type, data }) => ('restated' in data ? [] : type));
const pay = (customer: string, amount: string) =>
  service.publishFact('PaymentReceived', trade.received(customer, amount));
/** What was said last that is needed of money. */
const needed = (order: string) => {
  const { reasons } = decisions(order).at(-1)?.data as DataOf<'CreditHeld'>;
  return reasons[0]?.needed;
};
const pass = (milliseconds: number) =>
  service.clock.advanceTo(new Date(service.clock.now().getTime() + milliseconds).toISOString());
/** So long later that whoever was told may be told again. */
const tellAnew = async () => {
  pass(30_000);
  await service.runJobs();
};
/** When they were told last, in milliseconds. */
const toldAt = async (customer: string) => {
  const sql = 'SELECT holds_told_at AS at FROM accounts WHERE customer = $1';
  return (await service.database.read<{ at: Date }>(sql, [customer]))[0]?.at.getTime() ?? 0;
};

describe('Orders that wait longer', () => {
  test('hear what is needed when one of them was freed, or room was taken', async () => {
    const customer = await trade.customer('100.00');
    const first = await trade.order(customer, '130.00');
    const second = await trade.order(customer, '150.00');
    expect([needed(first), needed(second)]).toEqual([trade.eur('30.00'), trade.eur('180.00')]);
    await pay(customer, '30.00');
    await tellAnew();
    expect(said(first)).toEqual(['CreditHeld', 'CreditApproved']);
    expect(needed(second)).toEqual(trade.eur('150.00'));

    await service.publishFact('OpenItemLoaded', trade.loaded(customer, '9.00', '2026-01-10'));
    await tellAnew();
    expect(needed(second)).toEqual(trade.eur('159.00'));
    expect(decisions(second).at(-1)).toMatchObject({
      type: 'CreditHeld',
      data: {
        restated: true,
        hold: (decisions(second)[0]?.data as { hold?: string }).hold,
        heldSince: (decisions(second)[0]?.data as { heldSince?: string }).heldSince,
        available: trade.eur('-9.00'),
      },
    });
    const told = decisions(second).length;
    await tellAnew();
    expect(decisions(second)).toHaveLength(told);

    await pay(customer, '158.99');
    expect(said(second)).toEqual(['CreditHeld']);
    await tellAnew();
    expect(needed(second)).toEqual(trade.eur('0.01'));
    await pay(customer, '0.01');
    expect(said(second)).toEqual(['CreditHeld', 'CreditApproved']);
    const noted = 'SELECT holds_moved FROM accounts WHERE customer = $1';
    expect(await service.database.read(noted, [customer])).toEqual([{ holds_moved: false }]);
  });

  test('hear it in however many accounts', async () => {
    const customers = await Promise.all(Array.from({ length: 12 }, () => trade.customer('0.00')));
    const orders: string[] = [];
    for (const customer of customers) {
      orders.push(await trade.order(customer, '9.00'));
      await pay(customer, '1.00');
    }
    await tellAnew();
    expect(orders.map(needed)).toEqual(orders.map(() => trade.eur('8.00')));
  });

  test.each([
    ['ten seconds', 1, 10_000],
    ['half a minute where a hundred wait', 100, 30_000],
  ])('hear it at once after a rest, without one every %s', async (_, waiting, pause) => {
    const customer = await trade.customer('100.00');
    const order = await trade.order(customer, '130.00');
    const others = Array.from({ length: waiting - 1 }, () => trade.placed(customer, ['130.00']));
    if (others.length > 0) await service.publishFacts('OrderPlaced', others);
    await pay(customer, '10.00');
    await service.runJobs();
    expect(needed(order)).toEqual(trade.eur('20.00'));

    // The service tells also by itself meanwhile: how often is seen from when it was, whoever did.
    const told = new Set([await toldAt(customer)]);
    for (let paid = 1; paid <= 7; paid++) {
      await pay(customer, '1.00');
      pass(pause / 3);
      const now = service.clock.now().getTime();
      await service.runJobs();
      told.add(await toldAt(customer));
      expect([...told].at(-1)).toBeGreaterThan(now - pause);
    }
    const pauses = [...told].slice(1).map((at, index) => at - ([...told][index] ?? at));
    expect(pauses.length).toBeGreaterThan(1);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(pause);

    await tellAnew();
    expect(needed(order)).toEqual(trade.eur('13.00'));
    pass(pause);
    await pay(customer, '1.00');
    await service.runJobs();
    expect(needed(order)).toEqual(trade.eur('12.00'));
  });

  test('hear why their customer is blocked now', async () => {
    const registered = trade.registered();
    const blocked = (reason: string) => ({ ...registered, blocked: { reason } });
    await service.publishFact('CustomerRegistered', blocked('insolvency'));
    const order = await trade.order(registered.customer, '10.00');
    await tellAnew();
    await service.publishFact('CustomerChanged', blocked('fraud'));
    await tellAnew();
    expect(decisions(order).at(-1)?.data).toMatchObject({
      reasons: [{ message: 'The customer is blocked: fraud' }],
    });
  });

  test('know a sum as soon as they are among the first hundred', async () => {
    const customer = await trade.customer('0.00');
    const many = Array.from({ length: 101 }, () => trade.placed(customer, ['9.00']));
    const [oldest, last] = [many[0]?.order ?? '', many[100]?.order ?? ''];
    for (const half of [many.slice(0, 60), many.slice(60)]) {
      await service.publishFacts('OrderPlaced', half);
    }
    await tellAnew();
    expect([needed(oldest), needed(last)]).toEqual([trade.eur('9.00'), undefined]);
    await pay(customer, '9.00');
    await tellAnew();
    expect(said(oldest)).toEqual(['CreditHeld', 'CreditApproved']);
    expect(needed(last)).toEqual(trade.eur('900.00'));
  });

  test('know none where only those behind them were asked', async () => {
    const registered = trade.registered('5.00');
    const blocked = { ...registered, blocked: { reason: 'insolvency' } };
    await service.publishFact('CustomerRegistered', blocked);
    const amounts = [...Array.from({ length: 100 }, () => '9.00'), '5.00', '5.00'];
    const many = amounts.map((amount) => trade.placed(registered.customer, [amount]));
    await service.publishFacts('OrderPlaced', many);
    await service.publishFact('CustomerChanged', registered);
    const [fits, last] = many.slice(-2).map(({ order }) => order);
    expect(said(fits ?? '')).toEqual(['CreditHeld', 'CreditApproved']);
    expect(decisions(last ?? '').at(-1)?.data).toMatchObject({
      reasons: [{ code: 'credit.limit' }],
    });
    expect(needed(last ?? '')).toBeUndefined();
  });
});
