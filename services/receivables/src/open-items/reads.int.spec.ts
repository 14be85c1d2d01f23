import { catalogue } from '@o2c/contracts';
import { scansOf, startService, type TestService } from '@o2c/testing';
import { exampleInvoice } from '../example-facts.js';
import { findMissed } from '../payments/missed.store.js';
import { ReceivablesModule } from '../receivables.module.js';

const { example: customer } = catalogue.CustomerRegistered;
/** These have a row for each document or movement; parties and sellers have few. */
const LARGE = ['open_items', 'ledger_entries', 'payments', 'applications'];

describe('However many open items there are', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService(ReceivablesModule);
    await service.publishFact('SellerRegistered', catalogue.SellerRegistered.example);
    await service.publishFact('CustomerRegistered', customer);
    await service.publishFact('Invoiced', exampleInvoice('INV-1', '100.00'));
  });
  afterAll(() => service?.stop());

  const reads = async (path: string) => {
    let status = 0;
    const scans = await scansOf(service, async () => {
      ({ status } = await service.http('GET', path));
    });
    expect([path, status]).toEqual([path, 200]);
    const large = scans.filter(({ table }) => LARGE.includes(table));
    expect(large.length).toBeGreaterThan(0);
    return large.filter(({ condition }) => condition === undefined);
  };

  it('aging looks up what is open, today or on a day of the past', async () => {
    expect(await reads('/v1/aging')).toEqual([]);
    expect(await reads('/v1/aging?asOf=2026-03-10')).toEqual([]);
  });

  it('payments whose document is there are found among those that wait', async () => {
    const scans = await scansOf(service, () => findMissed(service.database, new Date()));
    const payments = scans.filter(({ table }) => table === 'payments');
    expect(payments.map(({ index }) => index)).toEqual(['payments_waiting']);
  });

  it('what is asked of a customer looks up what is of them', async () => {
    for (const name of ['statement', 'payment-behaviour']) {
      expect(await reads(`/v1/customers/${customer.number}/${name}`)).toEqual([]);
    }
  });
});
