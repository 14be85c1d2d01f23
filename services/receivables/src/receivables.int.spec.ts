import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue, type DataOf } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { ReceivablesModule } from './receivables.module.js';

const { example: sellerExample } = catalogue.SellerRegistered;
const { example: customerExample } = catalogue.CustomerRegistered;
const { example: invoiceExample } = catalogue.Invoiced;
const { example: creditExample } = catalogue.CreditNoted;

let ids = 0;
const uuid = () => `01932b5a-0000-7000-8000-${String(1_000_000 + ++ids).padStart(12, '0')}`;
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('Receivables', () => {
  let service: TestService;
  const mail = mkdtempSync(join(tmpdir(), 'o2c-mail-'));

  beforeAll(async () => {
    process.env.DATA_DIR = mail;
    service = await startService(ReceivablesModule);
    await service.publishFact('SellerRegistered', sellerExample);
    await service.publishFact('CustomerRegistered', customerExample);
  });
  afterAll(() => service?.stop());

  const customerOf = async (number: string) => {
    const customer = uuid();
    await service.publishFact('CustomerRegistered', { ...customerExample, customer, number });
    return customer;
  };
  const invoice = (number: string, amount: string, more: Partial<DataOf<'Invoiced'>> = {}) => ({
    ...invoiceExample,
    invoice: uuid(),
    order: uuid(),
    number,
    gross: eur(amount),
    payable: eur(amount),
    reference: `RF00${number.replaceAll('-', '')}`,
    ...more,
  });
  const post = (path: string, body: object, headers = {}) =>
    service.http('POST', `/v1/${path}`, body, headers);
  const get = async (path: string) => (await service.http('GET', `/v1/${path}`)).body;
  const pay = (amount: string, more: object = {}) =>
    post('payments', { amount: eur(amount), method: 'transfer', valueDate: '2026-03-10', ...more });
  const itemOf = async (document: string) =>
    (await get(`open-items?document=${document}`)).items[0];
  const factsSince = (before: number) =>
    service
      .facts()
      .slice(before)
      .map(({ type }) => type);

  /** Every equation of the audit holds. */
  const audited = async () => {
    const { identities, sums } = await get('../internal/receivables/audit');
    expect(identities.length).toBeGreaterThan(0);
    for (const { left, right, firstBroken } of identities) {
      expect({ left, firstBroken }).toEqual({ left: right });
    }
    return sums;
  };

  it('opens an item for an invoice, which a payment naming its number closes', async () => {
    const data = invoice('INV-1', '119.00');
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
    await audited();
  });

  it('applies a payment that came before its invoice when the item opens', async () => {
    const { body } = await pay('100.00', { payer: 'ACME', reference: 'INV-2 and INV-3' });
    expect(body).toMatchObject({ status: 'unidentified', customer: null, applied: [] });
    const before = service.facts().length;
    await service.publishFact('Invoiced', invoice('INV-2', '60.00'));
    expect(factsSince(before)).toEqual(['PaymentIdentified', 'PaymentApplied', 'OpenItemClosed']);
    await service.publishFact('Invoiced', invoice('INV-3', '50.00'));
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
    await audited();
  });

  it('keeps a short rest open and an excess unapplied, and never matches part of a word', async () => {
    await service.publishFact('Invoiced', invoice('12', '30.00'));
    const near = await pay('30.00', { reference: '123 INV-12-3 A12', customer: 'C-1001' });
    expect(near.body).toMatchObject({ applied: [], unapplied: eur('30.00') });
    const short = await pay('20.00', { reference: 'invoice 12', customer: 'C-1001' });
    expect(short.body.applied).toMatchObject([{ document: '12', amount: eur('20.00') }]);
    const over = await pay('25.00', { reference: '12', customer: 'C-1001' });
    expect(over.body).toMatchObject({ unapplied: eur('15.00'), status: 'partially_applied' });
  });

  it('answers every fault of a payment at once', async () => {
    await service.publishFact('Invoiced', invoice('INV-4', '10.00'));
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
    await service.publishFact('Invoiced', invoice('INV-5', '80.00', { customer }));
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
    await audited();
  });

  it('takes a bounced payment back: the items are open again and the statement shows it', async () => {
    const customer = await customerOf('C-bounce');
    await service.publishFacts('Invoiced', [
      invoice('INV-6', '40.00', { customer }),
      invoice('INV-7', '60.00', { customer }),
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
    await audited();
  });

  it('credits an invoice up to what is open and keeps the rest as an open credit note', async () => {
    const customer = await customerOf('C-credit');
    const data = invoice('INV-8', '100.00', { customer });
    const creditNote = {
      ...creditExample,
      customer,
      creditNote: uuid(),
      invoice: data.invoice,
      number: 'CN-1',
      gross: eur('80.00'),
    };
    const early = service.event('CreditNoted', creditNote);
    await service.deliver([early]);
    await service.publishFact('Invoiced', data);
    expect(await itemOf('INV-8')).toMatchObject({ open: eur('20.00') });
    expect(await itemOf('CN-1')).toMatchObject({ open: eur('0.00'), amount: eur('-80.00') });
    await service.publishFact('CreditNoted', {
      ...creditNote,
      creditNote: uuid(),
      number: 'CN-2',
      gross: eur('50.00'),
    });
    expect(await itemOf('CN-2')).toMatchObject({ open: eur('-30.00') });
    const aging = await get('aging?customer=C-credit');
    expect(aging.total).toEqual(eur('-30.00'));
    await audited();
  });

  it('shows aging as it was on any day, equal to the ledger', async () => {
    const customer = await customerOf('C-aging');
    const history = true;
    const load = (document: string, documentDate: string, dueDate: string, amount: string) =>
      post('open-items', {
        ...{ customer, document, documentDate, dueDate, kind: 'invoice', amount: eur(amount) },
        history,
      });
    await load('A-1', '2025-01-10', '2025-02-09', '100.00');
    await load('A-2', '2025-02-01', '2025-03-03', '50.00');
    const paid = await pay('100.00', {
      reference: 'A-1',
      customer,
      valueDate: '2025-03-20',
      history,
    });
    const shape = async (asOf: string, basis = 'dueDate') => {
      const aging = await get(`aging?customer=C-aging&asOf=${asOf}&basis=${basis}`);
      return aging.buckets.map((one: { amount: { amount: string } }) => one.amount.amount);
    };
    expect(await shape('2025-01-09')).toEqual(['0.00', '0.00', '0.00', '0.00', '0.00', '0.00']);
    expect(await shape('2025-02-09')).toEqual(['150.00', '0.00', '0.00', '0.00', '0.00', '0.00']);
    expect(await shape('2025-03-12')).toEqual(['0.00', '50.00', '100.00', '0.00', '0.00', '0.00']);
    expect(await shape('2025-03-20')).toEqual(['0.00', '50.00', '0.00', '0.00', '0.00', '0.00']);
    expect((await shape('2025-07-02'))[5]).toBe('50.00');
    expect((await shape('2025-02-10', 'documentDate'))[2]).toBe('100.00');
    await post(`payments/${paid.body.id}/unapply`, { all: true, reason: 'wrong item' });
    expect(await shape('2025-03-20')).toEqual(['0.00', '50.00', '0.00', '0.00', '0.00', '0.00']);
    const now = await get('aging?customer=C-aging');
    expect(now).toMatchObject({ total: eur('150.00'), unapplied: eur('100.00') });
    const past = await get('open-items?customer=C-aging&asOf=2025-03-12&status=open');
    expect(past.items).toMatchObject([
      { document: 'A-1', open: eur('100.00'), daysOverdue: 31 },
      { document: 'A-2', open: eur('50.00'), daysOverdue: 9 },
    ]);
    for (const asOf of ['2025-02-09', '2025-03-12', '2025-03-20', '2030-01-01']) {
      const { total } = await get(`aging?asOf=${asOf}&currency=EUR`);
      const balances = await get(`ledger/balances?asOf=${asOf}&currency=EUR`);
      const control = balances.items.find(
        (one: { account: string }) => one.account === 'receivables',
      );
      expect(total).toEqual(control?.balance ?? eur('0.00'));
    }
  });

  it('loads a document of another system once', async () => {
    const body = {
      customer: 'C-1001',
      document: 'EXT-1',
      kind: 'credit_note',
      documentDate: '2026-01-01',
      dueDate: '2026-01-01',
      amount: eur('12.00'),
    };
    const first = await post('open-items', body);
    expect(first).toMatchObject({ status: 201, body: { open: eur('-12.00') } });
    expect(await post('open-items', body)).toMatchObject({
      status: 409,
      body: { code: 'document.exists', openItem: first.body.id },
    });
    const unscoped = await post(
      'open-items',
      { ...body, history: true },
      { 'x-test-scopes': 'open-items:write' },
    );
    expect(unscoped).toMatchObject({ status: 403, body: { code: 'history.forbidden' } });
  });

  it('takes disputes, write-offs and refunds within their limits', async () => {
    const customer = await customerOf('C-limits');
    await service.publishFact('Invoiced', invoice('INV-9', '200.00', { customer }));
    const { id, version } = await itemOf('INV-9');
    const patch = (body: object, headers = {}) =>
      service.http('PATCH', `/v1/open-items/${id}`, body, headers);
    const disputed = await patch(
      { disputed: eur('500.00'), reason: 'damaged' },
      {
        'if-match': `"${version}"`,
      },
    );
    expect(disputed).toMatchObject({ status: 200, body: { disputed: eur('200.00') } });
    expect(disputed.headers.etag).toBe(`"${disputed.body.version}"`);
    expect(await patch({ disputed: eur('1.00') }, { 'if-match': `"${version}"` })).toMatchObject({
      status: 412,
      body: { code: 'precondition.failed' },
    });
    const clerk = { 'x-test-scopes': 'open-items:write-off' };
    const writeOff = (body: object, headers = {}) =>
      post(`open-items/${id}/write-off`, body, headers);
    expect(await writeOff({ reason: 'bad debt' }, clerk)).toMatchObject({
      status: 403,
      body: { code: 'write_off.forbidden' },
    });
    expect(await writeOff({ amount: eur('60.00'), reason: 'goodwill' }, clerk)).toMatchObject({
      status: 200,
      body: { open: eur('140.00'), disputed: eur('140.00') },
    });
    expect(await writeOff({ amount: eur('60.00'), reason: 'goodwill' }, clerk)).toMatchObject({
      status: 403,
    });
    const before = service.facts().length;
    expect(await writeOff({ reason: 'bad debt' })).toMatchObject({ body: { open: eur('0.00') } });
    expect(factsSince(before)).toEqual(['WrittenOff', 'ItemDisputed', 'OpenItemClosed']);
    expect(await writeOff({ reason: 'again' })).toMatchObject({
      body: { code: 'open_item.closed' },
    });
    const payment = (await pay('30.00', { customer: 'C-limits' })).body;
    const refund = (body: object) => post(`payments/${payment.id}/refund`, body);
    expect(await refund({ amount: eur('31.00'), reason: 'x' })).toMatchObject({ status: 409 });
    expect(await refund({ amount: eur('10.00'), reason: 'overpaid' })).toMatchObject({
      body: { unapplied: eur('20.00'), refunded: eur('10.00') },
    });
    await audited();
  });

  it('never changes or removes a ledger entry', async () => {
    for (const sql of [
      'UPDATE ledger_entries SET amount_minor = 1',
      'DELETE FROM ledger_entries',
      'TRUNCATE ledger_entries',
    ]) {
      await expect(service.database.read(sql)).rejects.toThrow('append-only');
    }
    const { items } = await get('ledger/entries?account=write_off');
    expect(items).toHaveLength(2);
  });

  it('reminds once per level, of what is not disputed, by a letter to each customer', async () => {
    const customer = await customerOf('C-remind');
    await service.publishFacts('Invoiced', [
      invoice('R-1', '100.00', { customer, issuedOn: '2026-01-01', dueOn: '2026-02-01' }),
      invoice('R-2', '50.00', { customer, issuedOn: '2026-01-01', dueOn: '2026-02-20' }),
      invoice('R-3', '70.00', { customer, issuedOn: '2026-01-01', dueOn: '2026-02-20' }),
      invoice('R-4', '9.00', { customer, dueOn: '2026-02-20', history: true }),
    ]);
    const patched = await itemOf('R-2');
    await service.http('PATCH', `/v1/open-items/${patched.id}`, { disputed: eur('20.00') });
    const whole = await itemOf('R-3');
    await service.http('PATCH', `/v1/open-items/${whole.id}`, { disputed: eur('70.00') });
    const run = async (asOf: string, preview: boolean) => {
      const { status, body } = await post('reminder-runs', { asOf, preview });
      expect(status).toBe(201);
      return body.reminders.filter((one: { customer: string }) => one.customer === customer);
    };
    const expected = [
      {
        customer,
        level: 2,
        items: [
          { document: 'R-1', daysOverdue: 28, level: 2, amount: eur('100.00') },
          { document: 'R-2', daysOverdue: 9, level: 1, amount: eur('30.00') },
        ],
        total: eur('130.00'),
      },
    ];
    expect(await run('2026-03-01', true)).toMatchObject(expected);
    expect(await run('2026-03-01', false)).toMatchObject(expected);
    expect(await run('2026-03-01', false)).toEqual([]);
    expect(await run('2026-03-08', false)).toMatchObject([
      { level: 3, items: [{ document: 'R-1', level: 3 }], total: eur('100.00') },
    ]);
    const sent = service.facts('ReminderSent').map(({ data }) => [data.document, data.level]);
    expect(sent.filter(([document]) => String(document).startsWith('R-'))).toEqual([
      ['R-1', 2],
      ['R-2', 1],
      ['R-1', 3],
    ]);
    await service.runJobs();
    const letters = readdirSync(join(mail, 'mail')).map((file) =>
      readFileSync(join(mail, 'mail', file), 'utf8'),
    );
    expect(letters.filter((text) => text.includes('R-1'))).not.toHaveLength(0);
    const { items } = await get('reminder-runs');
    const states = items.flatMap((one: { reminders: { state: string }[] }) =>
      one.reminders.map(({ state }) => state),
    );
    expect(new Set(states)).toEqual(new Set(['sent']));
  });

  it('books a bank statement of 500 payments with the same few statements as one payment', async () => {
    const customer = await customerOf('C-many');
    const documents = Array.from({ length: 500 }, (_, index) => `M-${index}`);
    await service.publishFacts(
      'Invoiced',
      documents.map((one) => invoice(one, '10.00', { customer })),
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
    await audited();
  });

  it('changes nothing when every fact comes once more', async () => {
    const before = await service.database.read('SELECT count(*) FROM ledger_entries');
    await service.deliverTwice();
    expect(await service.database.read('SELECT count(*) FROM ledger_entries')).toEqual(before);
    await audited();
  });
});
