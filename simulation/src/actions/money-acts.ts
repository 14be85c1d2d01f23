import fc from 'fast-check';
import type { Command } from '@o2c/receivables/domain/receivables';
import { NO_PARTIES } from '@o2c/receivables/domain/faults';
import { levelOf } from '@o2c/receivables/domain/reminder';
import { daysBetween } from '@o2c/money';
import type { Request, System } from '../system.js';
import { any, kind, part, pick, rarely, type Kind } from './action.js';
import { CUSTOMERS, eur } from './world.js';

const FOUND = { items: [], today: '' };
const percent = fc.constantFrom(100, 100, 100, 30, 50, 120);

const paying = fc.record({
  item: any,
  percent,
  by: fc.constantFrom('reference', 'document', 'choice', 'nothing', 'document'),
  isNamed: fc.boolean(),
  bankReference: fc.option(fc.constantFrom('B-1', 'B-2'), { freq: 4, nil: undefined }),
});
type Paying = typeof paying extends fc.Arbitrary<infer P> ? P : never;

/** What clerks do with money: it comes, settles, bounces, is paid back or given up. */
export const MONEY_ACTS: readonly Kind[] = [
  kind(12, 'pay', paying, pay),
  kind(5, 'apply payment', fc.record({ payment: any, item: any, percent }), applyPayment),
  ofPayment(3, 'unapply', (payment) => {
    return { type: 'UnapplyPayment', payment, reason: 'wrong item', found: FOUND };
  }),
  ofPayment(3, 'reverse', (payment) => {
    return { type: 'ReversePayment', payment, reason: 'bounced', found: FOUND };
  }),
  ofPayment(3, 'refund', (payment, { clock }) => {
    const refund = clock.id();
    return { type: 'RefundPayment', payment, refund, reason: 'overpaid', found: FOUND };
  }),
  kind(3, 'write off', fc.record({ item: any, percent, unlimited: fc.boolean() }), writeOff),
  kind(3, 'dispute', fc.record({ item: any, percent }), (system, input) => {
    const item = pick(system.receivables.items.values(), input.item);
    const disputed = eur(part(Math.abs(item?.open ?? 0), input.percent));
    return item && asking(system, { type: 'DisputeItem', item: item.id, disputed });
  }),
  kind(3, 'apply credit note', fc.record({ credit: any, item: any, percent }), applyCredit),
  kind(
    2,
    'load item',
    fc.record({ customer: any, minor: fc.integer({ min: 1, max: 30_000 }), isCredit: rarely(4) }),
    loadItem,
  ),
  kind(2, 'remind', any, remind),
  kind(
    4,
    'credit invoice',
    fc.record({ invoice: any, percent: fc.constantFrom(100, 40), whole: fc.boolean() }),
    creditInvoice,
  ),
];

function pay(system: System, input: Paying): Request | undefined {
  const { clock, receivables } = system;
  const item = pick(receivables.items.values(), input.item);
  const coming = pick(system.billing.invoices.values(), input.item)?.invoice;
  const number = item?.document ?? coming?.number ?? 'INV-2026-000001';
  const minor = part(Math.max(100, item?.open ?? coming?.totals.payable ?? 10_000), input.percent);
  const owed = item?.open ?? minor;
  const amount = input.percent > 100 ? owed + 1_000 : Math.max(1, minor);
  const reference = input.by === 'reference' ? (item?.reference ?? coming?.reference) : number;
  const customer = pick(CUSTOMERS, input.item)?.number;
  const chosen = item
    ? [{ openItem: item.id, amount: eur(Math.max(1, Math.min(amount, owed))) }]
    : [];
  return asking(system, {
    ...{ type: 'ReceivePayment', id: clock.id(), method: 'transfer', history: false },
    ...{ amount: eur(Math.max(1, amount)), valueDate: clock.iso().slice(0, 10) },
    ...(input.isNamed && { customer: item?.customer ?? customer }),
    ...(input.by === 'choice' && { apply: chosen }),
    ...((input.by === 'reference' || input.by === 'document') && {
      reference: reference ?? number,
    }),
    ...{ bankReference: input.bankReference, found: { ...NO_PARTIES, items: [] } },
  });
}

function applyPayment(
  system: System,
  input: { payment: number; item: number; percent: number },
): Request | undefined {
  const { payments, items } = system.receivables;
  const unapplied = payments.values().filter((payment) => payment.unapplied > 0);
  const payment = pick(unapplied.length > 0 ? unapplied : payments.values(), input.payment);
  const ours = items.values().filter(({ customer }) => customer === payment?.customer);
  const item = pick(ours.length > 0 ? ours : items.values(), input.item);
  if (!payment || !item) return undefined;
  const amount = eur(part(Math.max(1, Math.min(item.open, payment.unapplied)), input.percent));
  const lines = [{ openItem: item.id, amount }];
  return asking(system, { type: 'ApplyPayment', payment: payment.id, items: lines, found: FOUND });
}

function ofPayment(
  weight: number,
  name: string,
  command: (payment: string, system: System) => Command,
): Kind {
  return kind(weight, name, any, (system, which) => {
    const payment = pick(system.receivables.payments.values(), which);
    return payment && asking(system, command(payment.id, system));
  });
}

function writeOff(
  system: System,
  input: { item: number; percent: number; unlimited: boolean },
): Request | undefined {
  const item = pick(system.receivables.items.values(), input.item);
  if (!item) return undefined;
  const amount = eur(part(Math.max(1, Math.abs(item.open)), input.percent));
  const { unlimited } = input;
  const command = { type: 'WriteOffItem', item: item.id, reason: 'small_balance' } as const;
  return asking(system, { ...command, amount, unlimited, found: FOUND });
}

function applyCredit(
  system: System,
  input: { credit: number; item: number; percent: number },
): Request | undefined {
  const all = system.receivables.items.values();
  const notes = all.filter(({ kind: of, open }) => of === 'credit_note' && open < 0);
  const credit = pick(notes.length > 0 ? notes : all, input.credit);
  const theirs = all.filter((one) => one.customer === credit?.customer && one.open > 0);
  const item = pick(theirs, input.item);
  if (!credit || !item) return undefined;
  const amount = eur(part(Math.min(Math.abs(credit.open), item.open), input.percent));
  const items = [{ openItem: item.id, amount }];
  return asking(system, { type: 'ApplyCredit', credit: credit.id, items, found: FOUND });
}

function loadItem(
  system: System,
  input: { customer: number; minor: number; isCredit: boolean },
): Request {
  const today = system.clock.iso().slice(0, 10);
  return asking(system, {
    ...{ type: 'LoadItem', id: system.clock.id(), document: `L-${input.minor % 50}` },
    ...{ customer: pick(CUSTOMERS, input.customer)?.number ?? '', amount: eur(input.minor) },
    ...{ documentDate: today, dueDate: today, history: false },
    kind: input.isCredit ? 'credit_note' : 'invoice',
    found: { ...NO_PARTIES, payments: [] },
  });
}

function remind(system: System, which: number): Request | undefined {
  const today = system.clock.iso().slice(0, 10);
  const overdue = system.receivables.items.values().filter(({ dueDate }) => dueDate < today);
  const item = pick(overdue, which);
  if (!item) return undefined;
  const daysOverdue = daysBetween(item.dueDate, today);
  const level = levelOf(daysOverdue);
  if (level === 0) return undefined;
  const run = system.clock.id();
  return asking(system, { type: 'RemindItem', item: item.id, run, level, daysOverdue });
}

function creditInvoice(
  system: System,
  input: { invoice: number; percent: number; whole: boolean },
): Request | undefined {
  const { billing, clock } = system;
  const invoice = pick(billing.invoices.values(), input.invoice)?.invoice;
  if (!invoice) return undefined;
  const lines = invoice.lines.slice(0, 1).map(({ line, quantity }) => {
    return { line, quantity: part(quantity, input.percent) };
  });
  return system.asking(billing, billing.aggregate, {
    ...{ type: 'CreditInvoice', invoice: invoice.number, document: clock.id(), at: clock.iso() },
    ...{ request: input.whole ? {} : { lines }, reason: 'damaged', history: false, faults: [] },
  });
}

function asking(system: System, command: Command): Request {
  const { receivables } = system;
  return system.asking(receivables, receivables.aggregate, command);
}
