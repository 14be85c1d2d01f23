import { eachOf, type BatchReply, type Order, type Page } from '@o2c/client';
import { chunksOf } from '../../batches.js';
import { say } from '../../progress.js';
import { Connections } from '../connection.js';
import { percentilesOf } from '../latencies.js';
import type { Report } from '../report.js';
import type { Subject } from '../stage.js';

const OPEN_ITEMS = 100_000;
const TIMES = 200;
const AGING_TIMES = 20;
const DEEP_PAGES = 20;

/** Reads, one after the other on a system at rest: what the median and the slowest take. */
export async function reads(subject: Subject, report: Report): Promise<void> {
  say(`  loading ${OPEN_ITEMS} open items`);
  await loadOpenItems(subject);
  const { client, data } = subject;
  const orders = (await client.get<Page<Order>>('/v1/orders', { limit: 200 })).items;
  const deep = await cursorOf(subject, DEEP_PAGES);
  const path = (template: string, names: readonly string[]) => (index: number) =>
    template.replace('{}', names[index % names.length] ?? '');
  const ids = orders.map(({ id }) => id);
  await time(subject, report, 'order', path('/v1/orders/{}', ids));
  await time(subject, report, 'deepPage', path(`/v1/orders?limit=50&after=${deep}`, ids));
  await time(subject, report, 'timeline', path('/v1/orders/{}/timeline', ids));
  await time(subject, report, 'statement', path('/v1/customers/{}/statement', data.customers));
  await time(subject, report, 'aging', path('/v1/aging', ids), AGING_TIMES);
}

async function time(
  { system }: Subject,
  report: Report,
  name: string,
  path: (index: number) => string,
  times = TIMES,
): Promise<void> {
  const connections = new Connections(system.url, system.key, 1);
  const durations: number[] = [];
  await connections.get(path(0));
  for (let index = 0; index < times; index++) {
    const began = performance.now();
    const { status, body } = await connections.get(path(index));
    if (status !== 200) throw new Error(`GET ${path(index)}: ${status} ${body.slice(0, 300)}`);
    durations.push(performance.now() - began);
  }
  connections.close();
  const { p50, p99 } = percentilesOf(durations);
  report.add(`reads.${name}.p50`, p50, 'ms');
  report.add(`reads.${name}.p99`, p99, 'ms');
}

async function cursorOf({ client }: Subject, pages: number): Promise<string> {
  let after = '';
  for (let page = 0; page < pages; page++) {
    const query = { limit: 200, after: after === '' ? undefined : after };
    const { next } = await client.get<Page<Order>>('/v1/orders', query);
    if (next === null) break;
    after = next;
  }
  return after;
}

/** Documents of other days and amounts, spread over the customers. */
async function loadOpenItems({ client, data }: Subject): Promise<void> {
  const { customers } = data;
  const items = Array.from({ length: OPEN_ITEMS }, (_, index) => ({
    customer: customers[index % customers.length],
    document: `OLD-${index}`,
    kind: 'invoice',
    documentDate: `2025-${twoDigits(1 + (index % 12))}-${twoDigits(1 + (index % 28))}`,
    amount: { amount: `${1 + (index % 900)}.25`, currency: 'EUR' },
    history: true,
  }));
  await eachOf(chunksOf(items, 500), 2, async (openItems) => {
    const path = '/v1/open-items/batch';
    const { results } = await client.post<BatchReply<unknown>>(path, { openItems });
    const refused = results.find(({ status }) => status >= 300);
    if (refused) throw new Error(`An open item was refused: ${JSON.stringify(refused)}`);
  });
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
