import { catalogue } from '@o2c/contracts';
import { figure, limit, startService, tell, type TestService } from '@o2c/testing';
import { eur, exampleInvoice } from './example-facts.js';
import { ReceivablesModule } from './receivables.module.js';

describe('Two processes of receivables on one database', () => {
  let one: TestService;
  let other: TestService;

  beforeAll(async () => {
    one = await startService(ReceivablesModule);
    other = await one.another(ReceivablesModule);
    await one.publishFact('SellerRegistered', catalogue.SellerRegistered.example);
    await one.publishFact('CustomerRegistered', catalogue.CustomerRegistered.example);
  });
  afterAll(async () => {
    await other?.stop();
    await one?.stop();
  });

  afterEach(async () => {
    expect(await one.brokenIdentities()).toEqual([]);
  });

  it(
    'let one of two clerks apply a payment, and tell the other what is left',
    async () => {
      const rounds = figure(20, 500);
      for (let round = 0; round < rounds; round++) {
        const invoices = [1, 2].map((n) => exampleInvoice(`INV-${round}-${n}`, '100.00'));
        await one.publishFacts('Invoiced', invoices);
        const { body: payment } = await one.http('POST', '/v1/payments', {
          ...{ amount: eur('100.00'), method: 'transfer', valueDate: '2026-03-10' },
          ...{ customer: 'C-1001', apply: [] },
        });
        const answers = await Promise.all(
          [one, other].map((service, index) => {
            const items = [{ openItem: invoices[index]?.invoice, amount: eur('100.00') }];
            const key = { 'idempotency-key': `${round}-${index}` };
            return service.http('POST', `/v1/payments/${payment.id}/apply`, { items }, key);
          }),
        );
        const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
        expect(won).toMatchObject({ status: 200, body: { unapplied: eur('0.00') } });
        expect(lost).toMatchObject({ status: 409, body: { code: 'payment.not_enough' } });
        expect(lost?.body.payment).toEqual({
          ...{ id: payment.id, unapplied: eur('0.00') },
          version: won?.body.version,
        });
        const entries = await one.database.read(APPLIED, [payment.id]);
        expect(entries).toEqual([{ amount: 10_000 }]);
      }
      tell('two clerks, one payment', { rounds });
    },
    limit(60, 1_200),
  );
});

const APPLIED = `
  SELECT amount_minor AS amount FROM ledger_entries WHERE payment = $1 AND kind = 'applied'`;
