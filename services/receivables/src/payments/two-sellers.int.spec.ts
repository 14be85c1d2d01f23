import { catalogue } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { eur, exampleId, exampleInvoice } from '../example-facts.js';
import { ReceivablesModule } from '../receivables.module.js';

const { example: sellerExample } = catalogue.SellerRegistered;
const NUMBER = 'INV-2026-000001';

describe('Two sellers whose invoices have the same number', () => {
  const north = sellerExample.seller;
  const south = exampleId();
  let service: TestService;

  beforeAll(async () => {
    service = await startService(ReceivablesModule);
    await service.publishFact('SellerRegistered', sellerExample);
    const other = { ...sellerExample, seller: south, number: 'S-2', name: 'South GmbH' };
    await service.publishFact('SellerRegistered', other);
    await service.publishFact('CustomerRegistered', catalogue.CustomerRegistered.example);
    await service.publishFacts('Invoiced', [
      exampleInvoice(NUMBER, '100.00', { seller: north }),
      exampleInvoice(NUMBER, '100.00', { seller: south }),
    ]);
  });
  afterAll(() => service?.stop());
  afterEach(() => service.deliverTwice());

  const pay = (reference: string, more: object) =>
    service.http('POST', '/v1/payments', {
      ...{ amount: eur('100.00'), method: 'transfer', valueDate: '2026-03-10', reference },
      ...more,
    });
  const openOf = async (document: string) => {
    const { body } = await service.http('GET', `/v1/open-items?document=${document}`);
    const items: { seller: string; open: { amount: string } }[] = body.items;
    return Object.fromEntries(items.map(({ seller, open }) => [seller, open.amount]));
  };

  it('ask whose money it is', async () => {
    const { status, body } = await pay(NUMBER, { customer: 'C-1001' });
    expect([status, body.errors[0].code]).toEqual([422, 'seller.required']);
    expect(await openOf(NUMBER)).toEqual({ [north]: '100.00', [south]: '100.00' });
  });

  it('are each paid by what was paid to them, by number and by creditor reference', async () => {
    await pay(NUMBER, { seller: 'S-2' });
    expect(await openOf(NUMBER)).toEqual({ [north]: '100.00', [south]: '0.00' });
    const again = await pay('RF00INV2026000001', { seller: 'S-2', customer: 'C-1001' });
    expect(again.body).toMatchObject({ applied: [], unapplied: eur('100.00') });
    expect(await openOf(NUMBER)).toEqual({ [north]: '100.00', [south]: '0.00' });
  });

  it('are not paid by money of the other, also when it came first', async () => {
    const early = await pay('INV-2026-000002', { seller: 'S-2' });
    await service.publishFact('Invoiced', exampleInvoice('INV-2026-000002', '100.00'));
    await service.runJobs();
    expect(await openOf('INV-2026-000002')).toEqual({ [north]: '100.00' });
    const own = exampleInvoice('INV-2026-000002', '60.00', { seller: south });
    await service.publishFact('Invoiced', own);
    expect(await openOf('INV-2026-000002')).toEqual({ [north]: '100.00', [south]: '0.00' });
    const { body } = await service.http('GET', `/v1/payments/${early.body.id}`);
    expect(body.unapplied).toEqual(eur('40.00'));
  });

  it('are not paid by a clerk from money of the other', async () => {
    const { body: payment } = await pay('on account', { seller: 'S-2', customer: 'C-1001' });
    const { body } = await service.http('GET', `/v1/open-items?document=${NUMBER}`);
    const ours = body.items.find(({ seller }: { seller: string }) => seller === north);
    const items = [{ openItem: ours.id, amount: eur('100.00') }];
    const path = `/v1/payments/${payment.id}/apply`;
    const refused = await service.http('POST', path, { items });
    expect(refused.body.errors).toMatchObject([{ code: 'open_item.other_seller' }]);
    expect(await openOf(NUMBER)).toMatchObject({ [north]: '100.00' });
  });
});
