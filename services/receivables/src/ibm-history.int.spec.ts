import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { ReceivablesModule } from './receivables.module.js';

const data = process.env.SAMPLE_DATA ?? '../shared/data';
const rowsFile = join(data, 'ar_payments/ibm/WA_Fn-UseC_-Accounts-Receivable.csv');
const goldenFile = join(data, '_golden/ibm_ar.json');
const isThere = existsSync(rowsFile) && existsSync(goldenFile);
const itWithData = isThere ? it : it.skip;
const why = isThere ? '' : ` (skipped: ${rowsFile} is not there)`;

type Golden = {
  readonly rows: number;
  readonly aging: Record<string, Record<string, [number, string] | string>>;
  readonly cash_by_month: Record<string, string>;
};
type Row = Record<string, string>;

/** 1/26/2013 → 2013-01-26 */
const dateOf = (text = '') => {
  const [month = '', day = '', year = ''] = text.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
const usd = (amount = '') => {
  const [whole, decimals = ''] = amount.split('.');
  return { amount: `${whole}.${decimals.padEnd(2, '0')}`, currency: 'USD' };
};
const rowsOf = (text: string): Row[] => {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((value, index) => [names[index] ?? '', value])),
  );
};
const slices = <T>(list: readonly T[], size = 500) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );

describe('Two years of invoices and payments of a real company', () => {
  let service: TestService;
  afterAll(() => service?.stop());

  itWithData(
    `loaded as history, show the known aging at six dates and the cash of each month${why}`,
    async () => {
      const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as Golden;
      const rows = rowsOf(readFileSync(rowsFile, 'utf8'));
      service = await startService(ReceivablesModule);
      await service.publishFact('SellerRegistered', catalogue.SellerRegistered.example);
      const customers = [...new Set(rows.map((row) => row.customerID ?? ''))];
      await service.publishFacts(
        'CustomerRegistered',
        customers.map((number, index) => ({
          ...catalogue.CustomerRegistered.example,
          customer: `01932b5a-0000-7000-8000-${String(index).padStart(12, '0')}`,
          number,
          currency: 'USD',
        })),
      );
      const load = async (path: string, field: string, requests: readonly object[]) => {
        for (const some of slices(requests)) {
          const { body } = await service.http('POST', `/v1/${path}/batch`, { [field]: some });
          for (const { status } of body.results) expect(status).toBe(201);
        }
      };
      await load(
        'open-items',
        'openItems',
        rows.map((row) => ({
          customer: row.customerID,
          document: row.invoiceNumber,
          kind: 'invoice',
          documentDate: dateOf(row.InvoiceDate),
          dueDate: dateOf(row.DueDate),
          amount: usd(row.InvoiceAmount),
          ...(row.Disputed === 'Yes' && { disputed: usd(row.InvoiceAmount) }),
          history: true,
        })),
      );
      await load(
        'payments',
        'payments',
        rows.map((row) => ({
          customer: row.customerID,
          amount: usd(row.InvoiceAmount),
          method: 'transfer',
          valueDate: dateOf(row.SettledDate),
          reference: `Invoice ${row.invoiceNumber}`,
          bankReference: `ibm-${row.invoiceNumber}`,
          history: true,
        })),
      );
      for (const [asOf, { total_open: total, ...expected }] of Object.entries(golden.aging)) {
        const { body } = await service.http('GET', `/v1/aging?asOf=${asOf}`);
        expect(body).toMatchObject({ asOf, currency: 'USD', total: { amount: total } });
        for (const { name, count, amount } of body.buckets) {
          expect([asOf, name, count, amount.amount]).toEqual([
            ...[asOf, name],
            ...(expected[name] ?? [0, '0.00']),
          ]);
        }
      }
      expect(await cashByMonth(service)).toEqual(golden.cash_by_month);
      const now = await service.http('GET', '/v1/aging');
      expect(now.body).toMatchObject({ total: usd('0'), unapplied: usd('0') });
    },
    120_000,
  );
});

/** All pages of payments, summed by the month of their value date. */
async function cashByMonth(service: TestService): Promise<Record<string, string>> {
  const cents = new Map<string, number>();
  let after = '';
  do {
    const { body } = await service.http('GET', `/v1/payments?limit=200${after}`);
    for (const { valueDate, amount } of body.items) {
      const month = valueDate.slice(0, 7);
      cents.set(month, (cents.get(month) ?? 0) + Math.round(Number(amount.amount) * 100));
    }
    after = body.next ? `&after=${body.next}` : '';
  } while (after !== '');
  const sorted = [...cents].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([month, sum]) => [month, (sum / 100).toFixed(2)]));
}
