import { eachOf, type OpenItem } from '@o2c/client';
import { addDays } from '@o2c/money';
import { decimal, minorOf } from '../amount.js';
import { postBatch } from '../batches.js';
import { type Company, once } from './company.js';
import type { Plan } from './plan.js';

type Item = OpenItem & { readonly customer: string; readonly order?: string };

/** Rests below this are not worth a letter; cents. */
const SMALL = 4_000;

/** What people do today about the past: disputes, credit notes, write-offs, reminders. */
export async function tidyUp(company: Company, plan: Plan): Promise<void> {
  const { clerk, seller } = company;
  const items = await clerk.all<Item>('/v1/open-items', { seller: seller.id, status: 'open' });
  const invoices = items.filter(({ order, amount }) => order && minorOf(amount.amount) > 0);
  const untouched = invoices.filter(({ open, amount }) => open.amount === amount.amount);
  const late = untouched.filter(({ daysOverdue }) => daysOverdue > 0);
  const calm = untouched.filter(({ daysOverdue }) => daysOverdue <= 0);
  await dispute(company, [...late.slice(0, 2), ...calm.slice(0, 2)]);
  await credit(company, calm.slice(2, 5));
  const rests = invoices.filter(({ open }) => minorOf(open.amount) < SMALL);
  await eachOf(rests.slice(0, 2), 2, ({ id }) =>
    once(clerk, `/v1/open-items/${id}/write-off`, { reason: 'small balance' }),
  );
  await takeOver(company, plan);
  await once(clerk, '/v1/reminder-runs', { seller: seller.id, asOf: plan.today });
}

/** Half of an invoice is disputed. */
async function dispute({ clerk }: Company, items: readonly Item[]): Promise<void> {
  const reasons = ['wrong colour', 'price not as agreed', 'one box missing', 'came too late'];
  for (const [index, { id, open, version }] of items.entries()) {
    const amount = decimal(Math.floor(minorOf(open.amount) / 2));
    const disputed = { amount, currency: open.currency };
    await clerk.patch(`/v1/open-items/${id}`, { disputed, reason: reasons[index] }, version);
  }
}

/** The goods of a first line came broken. */
async function credit({ clerk }: Company, items: readonly Item[]): Promise<void> {
  for (const { document } of items) {
    const body = { invoice: document, reason: 'damage', lines: [{ line: 1 }] };
    await once(clerk, '/v1/credit-notes', body);
  }
}

/** Invoices of the system before this one: unlike history, they are reminded of. */
async function takeOver({ clerk, seller, today }: Company, { seed, buyers }: Plan): Promise<void> {
  const openItems = buyers.slice(-6).map(({ number }, index) => ({
    ...{ seller: seller.id, customer: number, kind: 'invoice', document: `OLD-${number}` },
    ...{
      documentDate: addDays(today, -50 - 21 * index),
      dueDate: addDays(today, -20 - 21 * index),
    },
    amount: { amount: decimal(31_000 + 7_350 * index + seed), currency: 'EUR' },
  }));
  await postBatch(clerk, '/v1/open-items/batch', 'openItems', openItems);
}
