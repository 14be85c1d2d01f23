import { Audit } from '@o2c/messaging';
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

/** What credit says of a customer. */
const read = async (customer: string) =>
  (await service.http('GET', `/v1/credit-accounts/${customer}`)).body;
/** What was decided; the same told anew is not. */
const said = (order: string) =>
  service
    .facts()
    .filter(({ subject, data }) => subject === order && !('restated' in data))
    .map(({ type }) => type);

describe('An order', () => {
  test('takes up credit, from the order to the payment', async () => {
    const customer = await trade.customer('1000.00');
    const order = await trade.order(customer, '300.00', '100.00');
    expect(said(order)).toEqual(['CreditApproved']);
    expect(await read(customer)).toMatchObject({
      limit: trade.eur('1000.00'),
      exposure: { openOrders: trade.eur('400.00'), total: trade.eur('400.00') },
      available: trade.eur('600.00'),
    });

    await service.publishFact('Shipped', trade.shipped(customer, order, 6));
    expect((await read(customer)).exposure).toMatchObject({
      openOrders: trade.eur('220.00'),
      deliveredNotInvoiced: trade.eur('180.00'),
    });

    const invoiced = trade.invoiced(customer, order, '180.00', 6);
    await service.publishFact('Invoiced', invoiced);
    const paid = trade.received(customer, '200.00');
    await service.publishFact('PaymentReceived', paid);
    await service.publishFact('PaymentApplied', trade.applied(paid.payment, invoiced, '180.00'));
    expect((await read(customer)).exposure).toEqual({
      openOrders: trade.eur('220.00'),
      deliveredNotInvoiced: trade.eur('0.00'),
      openItems: trade.eur('0.00'),
      unapplied: trade.eur('20.00'),
      total: trade.eur('200.00'),
    });
    await expectClean();
  });

  test('gives its credit back when it is cancelled, also when that is heard first', async () => {
    const customer = await trade.customer('100.00');
    const placed = trade.placed(customer, ['100.00']);
    const lines = placed.lines.map((line) => ({ ...line, cancelled: line.ordered }));
    const early = service.event('OrderPlaced', placed);
    await service.publishFact('OrderCancelled', { ...placed, lines });
    await service.deliver([early]);
    expect((await read(customer)).exposure.total).toEqual(trade.eur('0.00'));
    expect(said(placed.order)).toEqual([]);
  });

  test('waits for its customer, and its goods wait for it', async () => {
    const registered = trade.registered('100.00');
    const placed = trade.placed(registered.customer, ['100.00']);
    await service.publishFact('Shipped', trade.shipped(registered.customer, placed.order, 10));
    await service.publishFact('OrderPlaced', placed);
    expect(said(placed.order)).toEqual([]);
    await service.publishFact('CustomerRegistered', registered);
    expect(said(placed.order)).toEqual(['CreditApproved']);
    expect((await read(registered.customer)).exposure).toMatchObject({
      openOrders: trade.eur('0.00'),
      deliveredNotInvoiced: trade.eur('100.00'),
    });
  });

  test('comes back when its shipment is voided', async () => {
    const customer = await trade.customer('500.00');
    const order = await trade.order(customer, '100.00');
    const shipped = trade.shipped(customer, order, 10);
    const invoiced = trade.invoiced(customer, order, '100.00', 10);
    await service.publishFact('Shipped', shipped);
    await service.publishFact('Invoiced', invoiced);
    await service.publishFact('CreditNoted', trade.credited(invoiced, 'void'));
    await service.publishFact('ShipmentVoided', trade.voided(shipped));
    expect((await read(customer)).exposure).toMatchObject({
      openOrders: trade.eur('100.00'),
      deliveredNotInvoiced: trade.eur('0.00'),
      openItems: trade.eur('0.00'),
    });
    await expectClean();
  });
});

describe('The limit', () => {
  test('holds against 200 orders at once', async () => {
    const customer = await trade.customer('10000.00');
    const placed = Array.from({ length: 200 }, () => trade.placed(customer, ['100.00']));
    const events = placed.map((data) => service.event('OrderPlaced', data));
    const parts = Array.from({ length: 20 }, (_, part) => events.slice(part * 10, part * 10 + 10));
    await Promise.all(parts.map((part) => service.deliver(part)));
    const decisions = placed.flatMap(({ order }) => said(order));
    expect(decisions.filter((type) => type === 'CreditApproved')).toHaveLength(100);
    expect(decisions.filter((type) => type === 'CreditHeld')).toHaveLength(100);
    expect(await read(customer)).toMatchObject({
      available: trade.eur('0.00'),
      heldOrders: 100,
    });
    await expectClean();
  });

  test('holds while payments make room and new orders come: the oldest are first', async () => {
    const customer = await trade.customer('1000.00');
    const early = Array.from({ length: 30 }, () => trade.placed(customer, ['100.00']));
    await service.publishFacts('OrderPlaced', early);
    const late = Array.from({ length: 20 }, () => trade.placed(customer, ['100.00']));
    const payments = Array.from({ length: 10 }, () => trade.received(customer, '100.00'));
    await Promise.all([
      ...late.map((data) => service.publishFact('OrderPlaced', data)),
      ...payments.map((data) => service.publishFact('PaymentReceived', data)),
    ]);
    const isApproved = ({ order }: { order: string }) => said(order).at(-1) === 'CreditApproved';
    expect(early.map(isApproved)).toEqual(early.map((_, index) => index < 20));
    expect(late.filter(isApproved)).toEqual([]);
    await expectClean();
  });

  test('holds while everything happens at once, and all of it adds up', async () => {
    const customers = Array.from({ length: 12 }, () => trade.registered('500.00'));
    const late = customers.slice(6);
    await service.publishFacts('CustomerRegistered', customers.slice(0, 6));
    const rounds = Array.from({ length: 10 }, (_, round) => {
      const ids = customers.map(({ customer }) => customer);
      const buyers = round % 2 === 0 ? ids : ids.toReversed();
      const orders = buyers.map((buyer) => trade.placed(buyer, ['70.00', `${round}.00`]));
      const shipments = orders.toReversed().map(({ customer, order }) => {
        return trade.shipped(customer, order, 3);
      });
      return [
        service.publishFacts('OrderPlaced', orders),
        service.publishFacts('Shipped', shipments),
        service.publishFacts(
          'PaymentReceived',
          buyers.map((buyer) => trade.received(buyer, '20.00')),
        ),
      ];
    });
    await Promise.all([service.publishFacts('CustomerRegistered', late), ...rounds.flat()]);
    await expectClean();
    const [left] = await service.database.read('SELECT count(*) AS waiting FROM waiting');
    expect(left).toEqual({ waiting: 0 });
    const fitting = await service.database.read(NOBODY_WAITS_WHO_FITS);
    expect(fitting).toEqual([]);
  });
});

const NOBODY_WAITS_WHO_FITS = `
  SELECT number FROM reservations JOIN accounts USING (customer, seller, currency)
   WHERE status = 'held' AND reservations.open_minor <= limit_minor + unapplied_minor
         - open_orders_minor - accounts.delivered_minor - open_items_minor`;

/** The totals are what the rows below them add up to. */
async function expectClean() {
  const identities = await service.app.get(Audit, { strict: false }).identities();
  expect(identities).not.toHaveLength(0);
  for (const { left, right, firstBroken } of identities) {
    expect({ right, firstBroken }).toEqual({ right: left });
  }
}
