import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { addDays } from '@o2c/money';
import { AnalyticsModule } from '../analytics.module.js';

const data = process.env.SAMPLE_DATA ?? '../shared/data';
const rowsFile = join(data, 'ar_payments/ibm/WA_Fn-UseC_-Accounts-Receivable.csv');
const goldenFile = join(data, '_golden/ibm_ar.json');
const isThere = existsSync(rowsFile) && existsSync(goldenFile);
const itWithData = isThere ? it : it.skip;
const why = isThere ? '' : ` (skipped: ${rowsFile} is not there)`;

type Golden = {
  readonly aging: Record<string, { current: [number, string] } & Record<string, string>>;
  readonly cash_by_month: Record<string, string>;
};

describe('Two years of invoices and payments of a real company', () => {
  let service: TestService;
  afterAll(() => service?.stop());

  itWithData(
    `show the known DSO at six dates and the cash of each month${why}`,
    async () => {
      const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as Golden;
      service = await startService(AnalyticsModule);
      await load(service);
      for (const [to, { dso_90d, total_open, invoiced_last_90d, current }] of Object.entries(
        golden.aging,
      )) {
        const { body } = await service.http('GET', `/v1/kpis?to=${to}`);
        expect(body).toMatchObject({ from: addDays(to, -89), currency: 'USD', complete: true });
        expect(body.dso.periodEnd).toMatchObject({
          days: Number(dso_90d),
          parameters: { receivablesEnd: usd(total_open), creditSales: usd(invoiced_last_90d) },
        });
        expect(body.dso.bestPossible.parameters.notPastDue).toEqual(usd(current[1]));
      }
      for (const [month, amount] of Object.entries(golden.cash_by_month)) {
        const last = addDays(`${addDays(`${month}-01`, 31).slice(0, 7)}-01`, -1);
        const { body } = await service.http('GET', `/v1/kpis?from=${month}-01&to=${last}`);
        expect([month, body.cashPerDay.received]).toEqual([month, usd(amount)]);
      }
    },
    120_000,
  );
});

/** As receivables tells it: items loaded, payments received and applied on the day they came. */
async function load(service: TestService): Promise<void> {
  const [head = '', ...lines] = readFileSync(rowsFile, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  const rows = lines.map((line, index) => {
    const values = line.split(',');
    const field = (name: string) => values[names.indexOf(name)] ?? '';
    const id = (kind: string) => `01932b5a-0000-7000-80${kind}-${String(index).padStart(12, '0')}`;
    return {
      ...{ item: id('01'), payment: id('02'), application: id('03') },
      document: field('invoiceNumber'),
      amount: usd(field('InvoiceAmount')),
      ...{ documentDate: dateOf(field('InvoiceDate')), dueDate: dateOf(field('DueDate')) },
      on: dateOf(field('SettledDate')),
    };
  });
  const { order: _order, invoice: _invoice, ...item } = catalogue.OpenItemLoaded.example;
  await service.publishFact('SellerRegistered', catalogue.SellerRegistered.example);
  await service.publishFacts(
    'PaymentApplied',
    rows.map((row) => ({ ...item, ...row, open: usd('0.00') })),
  );
  await service.publishFacts(
    'PaymentReceived',
    rows.map(({ payment, amount, on }) => ({
      ...catalogue.PaymentReceived.example,
      ...{ payment, amount, valueDate: on, receivedOn: on },
    })),
  );
  await service.publishFacts(
    'OpenItemLoaded',
    rows.map((row) => ({ ...item, ...row, disputed: usd('0.00') })),
  );
}

/** 1/26/2013 → 2013-01-26 */
function dateOf(text: string): string {
  const [month = '', day = '', year = ''] = text.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function usd(amount = '') {
  const [whole, decimals = ''] = amount.split('.');
  return { amount: `${whole}.${decimals.padEnd(2, '0')}`, currency: 'USD' };
}
