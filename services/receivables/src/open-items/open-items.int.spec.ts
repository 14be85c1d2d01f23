import { catalogue } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { eur, exampleCreditNote, exampleInvoice } from '../example-facts.js';
import { ReceivablesModule } from '../receivables.module.js';
import { deskAt } from '../sample-desk.js';

describe('Open items', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService(ReceivablesModule);
    await service.publishFact('SellerRegistered', catalogue.SellerRegistered.example);
    await service.publishFact('CustomerRegistered', catalogue.CustomerRegistered.example);
  });
  afterAll(() => service?.stop());

  const { post, get, customerOf, pay, itemOf, factsSince } = deskAt(() => service);

  /** Every equation of the audit holds, also after every fact has come once more. */
  afterEach(async () => {
    await service.deliverTwice();
    expect(await service.brokenIdentities()).toEqual([]);
  });

  it('credits an invoice up to what is open and keeps the rest as a credit note', async () => {
    const customer = await customerOf('C-credit');
    const data = exampleInvoice('INV-8', '100.00', { customer });
    await service.publishFact('CreditNoted', exampleCreditNote('CN-1', '80.00', data));
    await service.publishFact('Invoiced', data);
    expect(await itemOf('INV-8')).toMatchObject({ open: eur('20.00') });
    expect(await itemOf('CN-1')).toMatchObject({ open: eur('0.00'), amount: eur('-80.00') });
    await service.publishFact('CreditNoted', exampleCreditNote('CN-2', '50.00', data));
    expect(await itemOf('CN-2')).toMatchObject({ open: eur('-30.00') });
    const aging = await get('aging?customer=C-credit');
    expect(aging.total).toEqual(eur('-30.00'));
    await service.publishFact('Invoiced', exampleInvoice('INV-10', '50.00', { customer }));
    const { id: openItem } = await itemOf('INV-10');
    const credit = await itemOf('CN-2');
    const items = [{ openItem, amount: eur('30.00') }];
    const used = await post(`open-items/${credit.id}/apply`, { items });
    expect(used).toMatchObject({ status: 200, body: { document: 'CN-2', open: eur('0.00') } });
    expect(await itemOf('INV-10')).toMatchObject({ open: eur('20.00') });
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
    await service.publishFact('Invoiced', exampleInvoice('INV-9', '200.00', { customer }));
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
  });

  it('that disagrees with the ledger is named by the audit', async () => {
    const tamper = (by: number) =>
      service.database.read(
        `UPDATE open_items SET open_minor = open_minor + ${by} WHERE document = 'A-2'`,
      );
    await tamper(-100);
    const { identities } = await get('../internal/receivables/audit');
    const broken = identities.filter((one: { firstBroken?: string }) => one.firstBroken);
    expect(broken).toMatchObject([
      { name: 'control_account', firstBroken: 'A-2' },
      { name: 'open_items', firstBroken: 'A-2' },
    ]);
    await tamper(100);
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
});
