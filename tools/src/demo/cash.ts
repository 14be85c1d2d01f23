import type { Customer, Invoice, Payment } from '@o2c/client';
import { addDays } from '@o2c/money';
import { decimal, minorOf } from '../amount.js';
import { postBatch } from '../batches.js';
import { Progress } from '../progress.js';
import { Chance } from './chance.js';
import type { Company } from './company.js';
import type { Buyer } from './customers.js';
import { amountPaid, paysOn } from './paying.js';
import type { Plan } from './plan.js';

const AT_ONCE = 250;

/** An invoice, and who pays it when, how much of it. */
type Settled = {
  readonly invoice: Invoice;
  readonly buyer: Buyer;
  readonly on: string;
  readonly cents: number;
};

/** Everybody pays what was invoiced, each in his way, as far as that was before today. */
export async function collect(company: Company, plan: Plan): Promise<void> {
  const invoices = await invoicesOf(company, plan);
  const chance = new Chance(plan.seed + 2_000_003);
  const settled = invoices.flatMap(([buyer, invoice]) => {
    const on = paysOn(buyer.habit, invoice.dueOn, chance);
    const cents = amountPaid(buyer.habit, minorOf(invoice.gross.amount), chance);
    return on < plan.today ? [{ invoice, buyer, on, cents }] : [];
  });
  const together = Map.groupBy(settled, ({ invoice, buyer, on }) =>
    buyer.habit === 'monthly' ? `${buyer.number} ${on}` : invoice.id,
  );
  const payments = [...together.values()].map((some) => paymentOf(some, company));
  const progress = new Progress('payments', payments.length);
  payments.sort((a, b) => (a.valueDate < b.valueDate ? -1 : 1));
  for (let at = 0; at < payments.length; at += AT_ONCE) {
    const some = payments.slice(at, at + AT_ONCE);
    await postBatch<Payment>(company.clerk, '/v1/payments/batch', 'payments', some);
    progress.add(some.length);
  }
}

/** Invoices with the customers that they went to, in an order that is the same in every run. */
async function invoicesOf({ clerk, seller }: Company, { buyers }: Plan) {
  const customers = await clerk.all<Customer>('/v1/customers');
  const byNumber = new Map(buyers.map((buyer) => [buyer.number, buyer]));
  const byId = new Map(customers.map(({ id, number }) => [id, byNumber.get(number)]));
  const invoices = await clerk.all<Invoice & { purchaseOrder?: string }>('/v1/invoices', {
    seller: seller.id,
  });
  const order = ({ purchaseOrder, dueOn, gross }: (typeof invoices)[number]) =>
    `${purchaseOrder} ${dueOn} ${gross.amount}`;
  return invoices
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .flatMap((invoice) => {
      const buyer = byId.get(invoice.customer);
      return buyer ? [[buyer, invoice] as const] : [];
    });
}

/** The bank's line: with what it settles, unless somebody wrote nothing lately. */
function paymentOf(settled: readonly Settled[], { seller, today }: Company) {
  const [{ buyer, on, invoice }] = settled as readonly [Settled];
  const cents = settled.reduce((sum, one) => sum + one.cents, 0);
  const numbers = settled.map((one) => one.invoice.number).join(' ');
  const says = buyer.habit === 'early' ? invoice.reference : `Invoice ${numbers}`;
  const isSilent = buyer.habit === 'wordless' && on >= addDays(today, -12);
  return {
    ...{ seller: seller.id, valueDate: on, history: true, bankReference: `${invoice.number}-1` },
    ...{ amount: { amount: decimal(cents), currency: 'EUR' } },
    method: buyer.habit === 'debit' ? 'direct_debit' : 'transfer',
    ...(isSilent ? { payer: buyer.name } : { customer: buyer.number, reference: says }),
  };
}
