import type { AuditAnswer, AuditIdentity, AuditSum, Heads, Total } from '@o2c/messaging';

/** An equation between sums of several services, per seller and currency. */
type CrossIdentity = {
  readonly name: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
};

/** What has to hold between services once nothing is in flight. */
const CROSS_IDENTITIES: readonly CrossIdentity[] = [
  { name: 'credit_open_orders', left: ['credit.openOrders'], right: ['orders.openOrders'] },
  {
    name: 'credit_delivered_not_invoiced',
    left: ['credit.deliveredNotInvoiced'],
    right: ['orders.deliveredNotInvoiced'],
  },
  { name: 'credit_open_items', left: ['credit.openItems'], right: ['receivables.openItems'] },
  { name: 'credit_unapplied', left: ['credit.unapplied'], right: ['receivables.unapplied'] },
  {
    name: 'credit_in_use',
    left: ['credit.exposure', 'credit.unapplied'],
    right: ['credit.openOrders', 'credit.deliveredNotInvoiced', 'credit.openItems'],
  },
  {
    name: 'shipped_value',
    left: ['orders.shippedValue'],
    right: ['billing.invoicedShare', 'billing.toInvoice'],
  },
  { name: 'invoiced', left: ['billing.invoiced'], right: ['receivables.invoiced'] },
  { name: 'credited', left: ['billing.credited'], right: ['receivables.credited'] },
  {
    name: 'shipped_quantity',
    left: ['shipping.shippedQuantity'],
    right: ['inventory.shippedQuantity'],
  },
];

/**
 * Whether nothing was on its way while sums were read: two readings of all services' heads before
 * and one after show the same positions and nothing to do. One before is not enough: services
 * answer one after the other, so that a fact may appear between the answers of its reader and of
 * its writer, and be handled while the sums are read.
 */
export function isSettled(...readings: readonly (readonly Heads[])[]): boolean {
  return readings.every((reading) =>
    reading.every((heads, index) => isQuiet(heads) && heads.head === readings[0]?.[index]?.head),
  );
}

/** Nothing to send, to handle, to wait for or to follow up; parked facts do not count. */
export function isQuiet({ backlog, lag, waiting, followUps }: Heads): boolean {
  return backlog + lag + waiting + followUps === 0;
}

/** All identities: those that a service checks alone, and those between services. */
export function identitiesOf(answers: readonly AuditAnswer[]): readonly AuditIdentity[] {
  const own = answers.flatMap(({ identities }) => identities);
  const sums = answers.flatMap((answer) => answer.sums);
  return [...own, ...CROSS_IDENTITIES.flatMap((identity) => compare(identity, sums))];
}

/** Both sides are equal, and not only because one thing too much makes up for one too little. */
export function holds({ left, right, firstBroken }: AuditIdentity): boolean {
  return left === right && (firstBroken ?? null) === null;
}

/** One equation per seller and currency that either side knows. */
function compare(cross: CrossIdentity, sums: readonly AuditSum[]): AuditIdentity[] {
  const named = sums.filter(({ name }) => [...cross.left, ...cross.right].includes(name));
  const groups = Map.groupBy(named, ({ seller, currency }) => JSON.stringify([seller, currency]));
  return [...groups.values()].map((group) => ({
    name: cross.name,
    seller: group[0]?.seller ?? null,
    currency: group[0]?.currency ?? null,
    left: total(group, cross.left),
    right: total(group, cross.right),
  }));
}

function total(sums: readonly AuditSum[], names: readonly string[]): Total {
  const whole = sums
    .filter(({ name }) => names.includes(name))
    .reduce((sum, { value }) => sum + BigInt(value), 0n);
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : String(whole);
}
