import { catalogue } from '@o2c/contracts';
import { addDays, daysBetween } from '@o2c/money';
import { type Json, startService, type TestService } from '@o2c/testing';
import { eur, exampleInvoice } from '../example-facts.js';
import { ReceivablesModule } from '../receivables.module.js';
import { deskAt } from '../sample-desk.js';

const { example: customerExample } = catalogue.CustomerRegistered;

describe('Payments', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService(ReceivablesModule);
    await service.publishFact('SellerRegistered', catalogue.SellerRegistered.example);
    await service.publishFact('CustomerRegistered', customerExample);
  });
  afterAll(() => service?.stop());

  const { post, get, customerOf, pay, itemOf, factsSince } = deskAt(() => service);

  /** Every equation of the audit holds, also after every fact has come once more. */
  afterEach(async () => {
    await service.deliverTwice();
    expect(await service.brokenIdentities()).toEqual([]);
  });

  it('opens an item for an invoice, which a payment naming its number closes', async () => {
    const data = exampleInvoice('INV-1', '119.00');
    await service.publishFact('Invoiced', data);
    expect(await itemOf('INV-1')).toMatchObject({ id: data.invoice, open: eur('119.00') });
    const before = service.facts().length;
    const { status, body } = await pay('119.00', {
      customer: 'C-1001',
      reference: 'thanks INV-1!',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      amount: eur('119.00'),
      applied: [{ openItem: data.invoice, document: 'INV-1', amount: eur('119.00') }],
      unapplied: eur('0.00'),
      status: 'applied',
      customer: customerExample.customer,
    });
    expect(factsSince(before)).toEqual(['PaymentReceived', 'PaymentApplied', 'OpenItemClosed']);
    expect(await itemOf('INV-1')).toMatchObject({ open: eur('0.00'), status: 'closed' });
  });

  it('applies a payment that came before its invoice when the item opens', async () => {
    const { body } = await pay('100.00', { payer: 'ACME', reference: 'INV-2 and INV-3' });
    expect(body).toMatchObject({ status: 'unidentified', customer: null, applied: [] });
    const before = service.facts().length;
    await service.publishFact('Invoiced', exampleInvoice('INV-2', '60.00'));
    expect(factsSince(before)).toEqual(['PaymentIdentified', 'PaymentApplied', 'OpenItemClosed']);
    await service.publishFact('Invoiced', exampleInvoice('INV-3', '50.00'));
    await service.deliverTwice();
    expect(await get(`payments/${body.id}`)).toMatchObject({
      customer: customerExample.customer,
      applied: [
        { document: 'INV-2', amount: eur('60.00') },
        { document: 'INV-3', amount: eur('40.00') },
      ],
      unapplied: eur('0.00'),
    });
    expect(await itemOf('INV-3')).toMatchObject({ open: eur('10.00') });
  });

  it('meets its invoice a moment later when both were booked at the same time', async () => {
    await service.publishFact('Invoiced', exampleInvoice('INV-30', '25.00'));
    const { body } = await pay('25.00', { customer: 'C-1001' });
    const unseen = `UPDATE payments SET awaited = '{INV-30}' WHERE id = '${body.id}'`;
    await service.database.read(unseen);
    await service.runJobs();
    expect(await itemOf('INV-30')).toMatchObject({ open: eur('0.00') });
    expect(await get(`payments/${body.id}`)).toMatchObject({ unapplied: eur('0.00') });
  });

  it('keeps a rest open and an excess unapplied, and never matches part of a word', async () => {
    await service.publishFact('Invoiced', exampleInvoice('12', '30.00'));
    const near = await pay('30.00', { reference: '123 INV-12-3 A12', customer: 'C-1001' });
    expect(near.body).toMatchObject({ applied: [], unapplied: eur('30.00') });
    const short = await pay('20.00', { reference: 'invoice 12', customer: 'C-1001' });
    expect(short.body.applied).toMatchObject([{ document: '12', amount: eur('20.00') }]);
    const over = await pay('25.00', { reference: '12', customer: 'C-1001' });
    expect(over.body).toMatchObject({ unapplied: eur('15.00'), status: 'partially_applied' });
  });

  it('answers every fault of a payment at once', async () => {
    await service.publishFact('Invoiced', exampleInvoice('INV-4', '10.00'));
    const { id } = await itemOf('INV-4');
    const { status, body } = await pay('-1.00', {
      customer: 'C-1001',
      apply: [{ openItem: id, amount: { amount: '0.00', currency: 'USD' } }],
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ code }: { code: string }) => code).sort()).toEqual([
      'amount.not_positive',
      'amount.not_positive',
      'currency.mismatch',
    ]);
    const unknown = await pay('1.00', { customer: 'nobody' });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'reference.unknown' } });
  });

  it('books a bank line once, also when it comes twice at the same time', async () => {
    const before = service.facts('PaymentReceived').length;
    const answers = await Promise.all(
      [1, 2, 3].map(() => pay('5.00', { customer: 'C-1001', bankReference: 'line-77' })),
    );
    const again = await post('payments/batch', {
      payments: [1, 2].map(() => ({
        amount: eur('5.00'),
        method: 'transfer',
        valueDate: '2026-03-10',
        bankReference: 'line-77',
      })),
    });
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(again.body.results.map((one: { status: number }) => one.status)).toEqual([200, 200]);
    expect(service.facts('PaymentReceived')).toHaveLength(before + 1);
  });

  it('lets one of two clerks apply the same cash, and tells the other what is left', async () => {
    const customer = await customerOf('C-clerks');
    await service.publishFact('Invoiced', exampleInvoice('INV-5', '80.00', { customer }));
    const payment = (await pay('80.00', { customer: 'C-clerks' })).body;
    const { id: openItem } = await itemOf('INV-5');
    const items = [{ openItem, amount: eur('50.00') }];
    const answers = await Promise.all(
      [1, 2].map(() => post(`payments/${payment.id}/apply`, { items })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body).toMatchObject({
      code: 'payment.not_enough',
      payment: { id: payment.id, unapplied: eur('30.00') },
    });
  });

  it('takes a bounced payment back: items are open again and the statement shows it', async () => {
    const customer = await customerOf('C-bounce');
    await service.publishFacts('Invoiced', [
      exampleInvoice('INV-6', '40.00', { customer }),
      exampleInvoice('INV-7', '60.00', { customer }),
    ]);
    const { body } = await pay('100.00', { customer: 'C-bounce', reference: 'INV-6,INV-7' });
    expect(body.unapplied).toEqual(eur('0.00'));
    const before = service.facts().length;
    const reversed = await post(`payments/${body.id}/reverse`, { reason: 'no funds' });
    expect(reversed).toMatchObject({
      status: 200,
      body: { status: 'reversed', applied: [], reversed: eur('100.00') },
    });
    expect(factsSince(before)).toEqual([
      'PaymentUnapplied',
      'OpenItemReopened',
      'PaymentUnapplied',
      'OpenItemReopened',
      'PaymentReversed',
    ]);
    expect(await itemOf('INV-6')).toMatchObject({ open: eur('40.00') });
    const statement = await get('customers/C-bounce/statement');
    expect(statement).toMatchObject({ opening: eur('0.00'), closing: eur('100.00') });
    expect(statement.movements.map(({ type }: { type: string }) => type)).toEqual([
      'invoice',
      'invoice',
      'payment',
      'reversed',
    ]);
    const twice = await post(`payments/${body.id}/reverse`, { reason: 'again' });
    expect(twice).toMatchObject({ status: 409, body: { code: 'payment.already_reversed' } });
  });

  it('refuses a statement that ends before it begins', async () => {
    const path = '/v1/customers/C-bounce/statement?from=2026-03-10&asOf=2026-03-01';
    const { status, body } = await service.http('GET', path);
    expect([status, body.errors]).toEqual([
      422,
      [expect.objectContaining({ code: 'period.backwards', path: '/asOf' })],
    ]);
  });

  it('tells how late the money comes, by amount, of what it settles now', async () => {
    const customer = await customerOf('C-late');
    expect(await get('customers/C-late/payment-behaviour')).toMatchObject({
      ...{ customer, currency: 'EUR', count: 0, averageDaysLate: null },
    });
    const dueOn = async (document: string, dueDate: string) => {
      const item = { customer, kind: 'invoice', documentDate: '2026-01-01', dueDate };
      await post('open-items', { ...item, document, amount: eur('100.00') });
    };
    await dueOn('LATE-1', '2026-03-12');
    await dueOn('LATE-2', '2026-03-10');
    await dueOn('LATE-3', '2026-02-08');
    await pay('150.00', { customer, reference: 'LATE-1 LATE-3' });
    await pay('100.00', { customer, reference: 'LATE-2' });
    const wrong = await pay('50.00', { customer, reference: 'LATE-1', valueDate: '2026-06-01' });
    await post(`payments/${wrong.body.id}/unapply`, { all: true });
    const behaviour = await get('customers/C-late/payment-behaviour');
    // 100.00 in 30 days, 50.00 two days early, 100.00 on the day.
    expect(behaviour).toMatchObject({ count: 3, averageDaysLate: 11.6 });
    expect(
      behaviour.buckets.map((one: Json) => `${one.name}: ${one.count} of ${one.amount.amount}`),
    ).toEqual([
      ...['early: 1 of 50.00', 'on_time: 1 of 100.00', '1-7: 0 of 0.00'],
      ...['8-30: 1 of 100.00', '31-60: 0 of 0.00', '60+: 0 of 0.00'],
    ]);
  });

  it('counts money from its value date, and tells what is booked ahead of it', async () => {
    const customer = await customerOf('C-ahead');
    await service.publishFact('Invoiced', exampleInvoice('INV-8', '80.00', { customer }));
    const valueDate = addDays(service.clock.today('Europe/Berlin'), 366);
    const ahead = await pay('80.00', { customer, valueDate: addDays(valueDate, 1) });
    expect([ahead.status, ahead.body.errors]).toEqual([
      422,
      [expect.objectContaining({ code: 'date.in_future', path: '/valueDate' })],
    ]);
    await pay('80.00', { customer, reference: 'INV-8', valueDate });
    expect(await itemOf('INV-8')).toMatchObject({ open: eur('0.00') });
    const statement = await get('customers/C-ahead/statement');
    expect(statement).toMatchObject({ closing: eur('80.00'), ahead: eur('-80.00') });
    expect(statement.items).toMatchObject([{ document: 'INV-8', open: eur('80.00') }]);
    expect((await get('aging?customer=C-ahead')).total).toEqual(eur('80.00'));
    const then = await get(`customers/C-ahead/statement?asOf=${valueDate}`);
    expect(then).toMatchObject({ closing: eur('0.00'), ahead: eur('0.00'), items: [] });
  });

  it('books a bank statement of 500 payments at once, each answered on its own', async () => {
    const customer = await customerOf('C-many');
    const daysLate = daysBetween(catalogue.Invoiced.example.dueOn, '2026-03-10');
    const documents = Array.from({ length: 500 }, (_, index) => `M-${index}`);
    await service.publishFacts(
      'Invoiced',
      documents.map((one) => exampleInvoice(one, '10.00', { customer })),
    );
    const payments = documents.map((reference) => ({
      ...{ amount: eur('10.00'), method: 'transfer', valueDate: '2026-03-10', reference },
    }));
    const { status, body } = await post('payments/batch', {
      payments: [...payments, { ...payments[0], amount: eur('0.00') }].slice(1),
    });
    expect(status).toBe(200);
    const statuses = body.results.map((one: { status: number }) => one.status);
    expect(statuses.filter((one: number) => one === 201)).toHaveLength(499);
    expect(statuses.at(-1)).toBe(422);
    const { total } = await get('aging?customer=C-many');
    expect(total).toEqual(eur('10.00'));
    const { count, averageDaysLate } = await get('customers/C-many/payment-behaviour');
    expect([count, averageDaysLate]).toEqual([499, daysLate]);
  });

  it('are listed page by page from either end', async () => {
    const pages = async (query: string, after = ''): Promise<readonly string[]> => {
      const { items, next } = await get(`payments?limit=200&${query}${after}`);
      const ids = items.map(({ id }: { id: string }) => id);
      return next === null ? ids : [...ids, ...(await pages(query, `&after=${next}`))];
    };
    const oldestFirst = await pages('sort=oldest');
    expect(oldestFirst.length).toBeGreaterThan(500);
    expect(oldestFirst).toEqual([...oldestFirst].sort());
    expect(await pages('sort=newest')).toEqual(oldestFirst.toReversed());
  });
});
