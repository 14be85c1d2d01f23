import { execFile } from 'node:child_process';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { KEY, newSystem, type System } from './system.js';

const data = resolve(process.env.SAMPLE_DATA ?? join(import.meta.dirname, '../../shared/data'));
const sales = join(data, 'orders/online_retail_II.csv.gz');
const receivables = join(data, 'ar_payments/ibm/WA_Fn-UseC_-Accounts-Receivable_with_missing.csv');
const known = join(data, '_golden/ibm_ar.json');
const missing = [sales, receivables, known].find((file) => !existsSync(file));
const withData = missing ? describe.skip : describe;

const run = promisify(execFile);
const program = join(import.meta.dirname, '../tools/dist/import.js');
/** The file begins on 1 December 2009; this is its beginning. */
const LINES = 2_500;

withData(`History of real companies${missing ? ` (skipped: ${missing} is not there)` : ''}`, () => {
  let system: System;
  let part: string;
  let lines: readonly string[];

  beforeAll(async () => {
    system = await newSystem('standalone');
    await system.start();
    lines = await firstLines(LINES);
    part = join(system.dataDir, 'part.csv');
    writeFileSync(part, lines.join('\n'));
  }, 180_000);

  afterAll(async () => {
    await system?.stop();
    system?.clean();
  }, 60_000);

  const load = async (kind: string, file: string, ...more: string[]): Promise<string> => {
    const args = [program, kind, file, '--url', system.url, '--key', KEY, ...more];
    return (await run(process.execPath, args)).stdout;
  };

  it('receivables: the complete lines are taken, and the books show the known ages', async () => {
    const told = await load('ibm', receivables);
    expect(told).toMatch(/taken +2466 /);
    expect(told).toMatch(/row\.incomplete +120 /);
    const { aging } = JSON.parse(readFileSync(known, 'utf8')) as Known;
    for (const [asOf, { current, total_open: total }] of Object.entries(aging)) {
      const { buckets, ...found } = await system.get(`/v1/aging?asOf=${asOf}&currency=USD`);
      expect(found.total.amount).toBe(total);
      expect([buckets[0].count, buckets[0].amount.amount]).toEqual(current);
    }
    const compared = await load('ibm', receivables, '--golden', known);
    expect(compared.match(/ equal$/gm)?.length).toBeGreaterThan(30);
    expect(compared).not.toContain('DIFFERENT');
    const { total } = await system.get('/v1/aging?asOf=2013-06-30&currency=USD');
    expect(total.amount).toBe('5119.85');
  });

  it('sales: each line is invoiced to the penny or refused with a reason', async () => {
    const sold = lines.slice(1).filter(isSold);
    const told = await load('online-retail', part);
    expect(told).toMatch(new RegExp(`invoiced 2009-12 +${sold.length} `));
    const invoices = await all(system, '/v1/invoices');
    expect(invoices).toHaveLength(new Set(sold.map((line) => line.split(',')[0])).size);
    expect(sum(invoices)).toBe(sold.reduce((pence, line) => pence + penceOf(line), 0));
    expect(invoices.every(({ issuedOn }) => issuedOn.startsWith('2009-12-0'))).toBe(true);
    expect(countIn(told, 'lines of the file')).toBe(lines.length - 1);
    expect(countIn(told, 'row.no_customer')).toBe(
      lines.filter((line) => /,,[^,]+$/.test(line) && !line.startsWith('C')).length,
    );
  });

  it('sales: a second run adds nothing', async () => {
    const before = await system.settled();
    await load('online-retail', part);
    const after = await system.settled();
    expect(after.ok).toBe(true);
    expect(after.services).toEqual(before.services);
  });
});

type Known = { readonly aging: Record<string, { current: [number, string]; total_open: string }> };
type Invoice = { readonly issuedOn: string; readonly net: { readonly amount: string } };

async function firstLines(count: number): Promise<readonly string[]> {
  const file = createReadStream(sales);
  const lines: string[] = [];
  for await (const line of createInterface({ input: file.pipe(createGunzip()) })) {
    lines.push(line);
    if (lines.length > count) break;
  }
  file.destroy();
  return lines;
}

/** The last five columns hold no comma, whatever the description holds. */
function isSold(line: string): boolean {
  const [quantity = 0, , price = 0, customer = ''] = columnsOf(line);
  return /^\d/.test(line) && customer !== '' && Number(quantity) > 0 && Number(price) > 0;
}

function penceOf(line: string): number {
  const [quantity, , price] = columnsOf(line);
  return Math.round(Number(quantity) * Number(price) * 100);
}

function columnsOf(line: string): readonly string[] {
  return line.split(',').slice(-5);
}

async function all(system: System, path: string): Promise<readonly Invoice[]> {
  const items: Invoice[] = [];
  let after = '';
  do {
    const page = await system.get(`${path}?limit=200${after}`);
    items.push(...page.items);
    after = page.next ? `&after=${page.next}` : '';
  } while (after !== '');
  return items;
}

function sum(invoices: readonly Invoice[]): number {
  return invoices.reduce((pence, { net }) => pence + Number(net.amount.replace('.', '')), 0);
}

function countIn(told: string, name: string): number {
  return Number(new RegExp(`${name} +(\\d+)`).exec(told)?.[1] ?? 0);
}
