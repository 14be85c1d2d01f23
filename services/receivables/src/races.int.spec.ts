import { catalogue } from '@o2c/contracts';
import { eventually, figure, limit, startService, tell, type TestService } from '@o2c/testing';
import { eur, exampleCreditNote, exampleInvoice } from './example-facts.js';
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

  it('hear of an invoice and its credit note at once, and credit it', async () => {
    const invoice = exampleInvoice('INV-MEET', '100.00');
    const invoiced = one.event('Invoiced', invoice);
    const noted = one.event('CreditNoted', exampleCreditNote('CN-MEET', '30.00', invoice));
    const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    // Whoever would note that this fact waits does not come to an end.
    const holding = one.database.transaction(async (tx) => {
      await tx.query(WAITS, [noted.id]);
      held.resolve();
      await free.promise;
      await tx.query('DELETE FROM waiting WHERE id = $1', [noted.id]);
    });
    await held.promise;
    const noting = one.bus.deliver([noted]);
    await eventually(() => expectBlocked(1));
    const opening = other.bus.deliver([invoiced]);
    await Promise.race([opening, eventually(() => expectBlocked(2))]);
    free.resolve();
    await Promise.all([holding, noting, opening]);
    await one.settle();
    expect(await one.database.read('SELECT type FROM waiting')).toEqual([]);
    const { body } = await one.http('GET', `/v1/open-items/${invoice.invoice}`);
    expect(body).toMatchObject({ open: eur('70.00'), version: 2 });
  });

  async function expectBlocked(count: number): Promise<void> {
    expect(await one.database.read(BLOCKED)).toEqual([{ count }]);
  }
});

const WAITS = `
  INSERT INTO waiting (id, source, type, subject, sequence, envelope, awaited_type,
                       awaited_subject, since)
  VALUES ($1, 'billing', 'CreditNoted', '', 0, '{}', 'Invoiced', '', now())`;

const BLOCKED = `
  SELECT count(*)::int AS count FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock'`;

const APPLIED = `
  SELECT amount_minor AS amount FROM ledger_entries WHERE payment = $1 AND kind = 'applied'`;
