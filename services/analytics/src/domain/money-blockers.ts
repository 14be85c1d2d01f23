import type { AnyEvent, Blocker, EventOf } from '@o2c/contracts';
import { addDays, moneyJson, parseMoney, type MoneyJson } from '@o2c/money';
import { movementsOf } from './open-item.js';
import { factsOf, newestOf, summed } from './told-facts.js';

const CLERK = 'receivables clerk';

/** What keeps an order from being settled: invoices past due, rests of payments, disputes. */
export function moneyBlockers(facts: readonly AnyEvent[], today: string): readonly Blocker[] {
  const open = summed(
    facts.flatMap((fact) => movementsOf(fact).map(({ item, minor }) => [item, minor] as const)),
  );
  const invoices = factsOf(facts, 'Invoiced').toSorted((a, b) => a.sequence - b.sequence);
  return invoices.flatMap((invoiced) => {
    const rest = open.get(invoiced.data.invoice) ?? 0;
    return rest > 0 ? blockersOf(facts, invoiced, rest, today) : [];
  });
}

function blockersOf(
  facts: readonly AnyEvent[],
  invoiced: EventOf<'Invoiced'>,
  open: number,
  today: string,
): readonly Blocker[] {
  const { invoice, number: document, payable, dueOn } = invoiced.data;
  const ofItem = factsOf(facts, 'PaymentApplied', 'PaymentUnapplied', 'ItemDisputed').filter(
    ({ data }) => data.item === invoice,
  );
  const amount = (minor: number) => moneyJson({ minor, currency: payable.currency });
  const dispute = newestOf(factsOf(ofItem, 'ItemDisputed'));
  const disputed = Math.min(open, dispute ? parseMoney(dispute.data.disputed).minor : 0);
  const undisputed = open - disputed;
  const payments = factsOf(ofItem, 'PaymentApplied', 'PaymentUnapplied');
  const link = `/v1/open-items/${invoice}`;
  const demand = { needed: amount(undisputed), document, owner: CLERK, link };
  return [
    ...(dispute && disputed > 0 ? [disputeOf(dispute, amount(disputed), link)] : []),
    ...(undisputed > 0 && paidOf(payments) > 0
      ? [{ ...shortOf(payments, demand.needed, document), ...demand }]
      : undisputed > 0 && dueOn < today
        ? [{ ...overdueOf(invoiced, demand.needed), ...demand }]
        : []),
  ];
}

function disputeOf(
  { data, time }: EventOf<'ItemDisputed'>,
  disputed: MoneyJson,
  link: string,
): Blocker {
  const { document, reason } = data;
  return {
    ...{ code: 'item.disputed', service: 'receivables', event: 'ItemDisputed' },
    message: `${text(disputed)} of ${document} is disputed${reason ? `: ${reason}` : ''}`,
    ...{ since: time, asOf: time, owner: CLERK, needed: disputed, document, link },
    action: `A credit note over ${text(disputed)} on ${document}, or the end of the dispute`,
  };
}

function shortOf(
  payments: readonly EventOf<'PaymentApplied' | 'PaymentUnapplied'>[],
  rest: MoneyJson,
  document: string,
) {
  const newest = newestOf(payments);
  const time = newest?.time ?? '';
  return {
    ...{ code: 'payment.short', service: 'receivables', event: newest?.type ?? 'PaymentApplied' },
    message: `${text(rest)} of ${document} was not paid`,
    ...{ since: time, asOf: time },
    action: `A payment of ${text(rest)} on ${document}, or write the rest off`,
  };
}

function overdueOf({ data, time }: EventOf<'Invoiced'>, rest: MoneyJson) {
  return {
    ...{ code: 'invoice.overdue', service: 'billing', event: 'Invoiced' },
    message: `${data.number} was due on ${data.dueOn}`,
    ...{ since: `${addDays(data.dueOn, 1)}T00:00:00.000Z`, asOf: time },
    action: `A payment of ${text(rest)} on ${data.number}`,
  };
}

function paidOf(payments: readonly EventOf<'PaymentApplied' | 'PaymentUnapplied'>[]): number {
  return payments.reduce((sum, { type, data }) => {
    const { minor } = parseMoney(data.amount);
    return type === 'PaymentApplied' ? sum + minor : sum - minor;
  }, 0);
}

function text({ amount, currency }: MoneyJson): string {
  return `${amount} ${currency}`;
}
