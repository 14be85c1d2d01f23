import type { FieldError } from '@o2c/contracts';
import { addDays, type Money, type MoneyJson, sum } from '@o2c/money';
import { fault, type Parties, partyFaults, positiveIn, refuseAll } from './faults.js';
import { Journal } from './journal.js';
import { match } from './match.js';
import { inCurrency, later, type OpenItem } from './open-item.js';
import { DAYS_AHEAD, type Method, type Payment } from './payment.js';
import { namesIn } from './reference.js';
import { type Decision, holderIn, itemIn, paymentIn, type Rows } from './rows.js';
import { applyCash, moveCash } from './settle.js';

/** A clerk's choice: this much for this item. */
export type ApplyLine = { readonly openItem: string; readonly amount: MoneyJson };

/** An item that a request or reference names, with an id for an application to it. */
export type FoundItem = { readonly id: string; readonly application: string };

/** Money came in. What it settles is chosen by `apply`, else read from `reference`. */
export type ReceivePayment = {
  readonly type: 'ReceivePayment';
  readonly id: string;
  readonly seller?: string | undefined;
  readonly customer?: string | undefined;
  readonly payer?: string | undefined;
  readonly amount: MoneyJson;
  readonly method: Method;
  readonly valueDate: string;
  readonly reference?: string | undefined;
  /** Settles these and nothing else; empty: stays unapplied on purpose. */
  readonly apply?: readonly ApplyLine[] | undefined;
  readonly bankReference?: string | undefined;
  readonly history: boolean;
  readonly found: Parties & {
    readonly items: readonly FoundItem[];
    /** The payment that has this bank reference already. */
    readonly existing?: string | undefined;
  };
};

/** The claim on a bank's own id of a movement. */
export function bankClaim({ bankReference, found }: ReceivePayment): string | undefined {
  if (bankReference === undefined || !found.seller) return undefined;
  return `bank:${found.seller.id}:${bankReference}`;
}

/**
 * Books the payment and applies it. Cash is never refused for being too much: the excess stays
 * unapplied. A bank reference that was booked before is nothing to do. Throws DomainError with all
 * faults.
 */
export function receivePayment(rows: Rows, command: ReceivePayment): Decision {
  const { id, found } = command;
  const claim = bankClaim(command);
  const holder = holderIn(rows, claim);
  if (holder !== null) return found.existing === holder ? [] : { again: true };
  if (paymentIn(rows, id)) return [];
  const items = found.items.flatMap((one) => itemIn(rows, one.id) ?? []);
  const payment = checked(command, items);
  const journal = new Journal(rows);
  const plan = command.apply
    ? { lines: linesOf(command, items), awaited: [] }
    : planOf(payment, items);
  const customer = payment.customer ?? plan.lines[0]?.item.customer ?? null;
  if (claim !== undefined) journal.record({ type: 'claimed', data: { key: claim, holder: id } });
  book(journal, { ...payment, customer, awaited: plan.awaited });
  let rest = payment.amount;
  for (const { item, wanted } of plan.lines) {
    const amount = Math.min(rest, wanted, journal.item(item.id).open);
    if (amount <= 0) continue;
    rest -= amount;
    const application = found.items.find((one) => one.id === item.id)?.application ?? '';
    const on = later(payment.valueDate, item.documentDate);
    applyCash(journal, { payment: id, item: item.id, application, amount, on });
  }
  return journal.facts;
}

type Line = { readonly item: OpenItem; readonly wanted: number };

function planOf(payment: Payment, items: readonly OpenItem[]) {
  const { settles, awaited } = match(payment, items, namesIn(payment.reference ?? ''));
  return { lines: settles.map((item): Line => ({ item, wanted: item.open })), awaited };
}

function linesOf({ apply = [] }: ReceivePayment, items: readonly OpenItem[]): readonly Line[] {
  const wanted = Map.groupBy(apply, (line) => line.openItem);
  return items.flatMap((item) => {
    const amounts = (wanted.get(item.id) ?? []).flatMap(
      (line) => positiveIn(line.amount, '', []) ?? [],
    );
    return amounts.length === 0 ? [] : [{ item, wanted: sum(amounts, item.currency).minor }];
  });
}

function book(journal: Journal, payment: Payment): void {
  const { id, seller, customer, payer, method, valueDate, receivedOn, reference, history } =
    payment;
  const { amount } = payment;
  journal.record({ type: 'payment-booked', data: payment });
  moveCash(journal, payment, { kind: 'payment', against: 'bank', amount: -amount, on: valueDate });
  journal.record({
    type: 'PaymentReceived',
    data: {
      payment: id,
      seller,
      ...(customer !== null && { customer }),
      ...(payer !== null && { payer }),
      amount: inCurrency(payment, amount),
      method,
      valueDate,
      receivedOn,
      ...(reference !== null && { reference }),
      history,
    },
  });
}

function checked(command: ReceivePayment, items: readonly OpenItem[]): Payment {
  const { found, history, valueDate } = command;
  const faults = [...partyFaults(command, found)];
  const amount = positiveIn(command.amount, '/amount', faults);
  faults.push(...dateFaults(command), ...applyFaults(command, items, amount));
  refuseAll(faults);
  if (!amount || !found.seller) throw new Error('a fault was not told');
  return {
    is: 'payment',
    id: command.id,
    seller: found.seller.id,
    customer: found.customer ?? null,
    payer: command.payer ?? null,
    reference: command.reference ?? null,
    bankReference: command.bankReference ?? null,
    method: command.method,
    valueDate,
    receivedOn: history ? valueDate : found.today,
    currency: amount.currency,
    amount: amount.minor,
    unapplied: 0,
    applied: 0,
    refunded: 0,
    reversed: 0,
    history,
    awaited: [],
    applications: [],
    version: 0,
  };
}

/** Booked money settles items and makes room for credit at once, also by a typing error. */
function dateFaults({ valueDate, found }: ReceivePayment): readonly FieldError[] {
  if (!found.seller || valueDate <= addDays(found.today, DAYS_AHEAD)) return [];
  const message = `${valueDate} is more than ${DAYS_AHEAD} days ahead: book it when it is near`;
  return [fault('date.in_future', '/valueDate', message)];
}

function applyFaults(
  { apply = [], found }: ReceivePayment,
  items: readonly OpenItem[],
  amount: Money | undefined,
): readonly FieldError[] {
  const payer = { seller: found.seller?.id, customer: found.customer ?? items[0]?.customer };
  const faults: FieldError[] = [];
  const amounts = apply.map((line, index) =>
    lineAmount(line, `/apply/${index}`, items, { ...payer, currency: amount?.currency }, faults),
  );
  const total = amounts.reduce((so, one) => so + one, 0);
  if (amount && faults.length === 0 && total > amount.minor) {
    faults.push(fault('apply.exceeds_amount', '/apply', 'More is applied than was paid'));
  }
  return faults;
}

/** The amount of a clerk's line in minor units, 0 when something is wrong with it. */
export function lineAmount(
  { openItem, amount }: ApplyLine,
  path: string,
  items: readonly OpenItem[],
  payer: {
    readonly seller?: string | undefined;
    readonly customer?: string | undefined;
    readonly currency?: string | undefined;
  },
  faults: FieldError[],
): number {
  const value = positiveIn(amount, `${path}/amount`, faults);
  const item = items.find((one) => one.id === openItem);
  const add = (code: string, message: string): number =>
    faults.push(fault(code, `${path}/openItem`, message));
  if (!item) add('open_item.unknown', `Open item ${openItem} is not known here`);
  else {
    if (item.kind !== 'invoice') add('open_item.credit_note', `${item.document} is a credit note`);
    if (payer.seller && item.seller !== payer.seller) {
      add('open_item.other_seller', `${item.document} is owed to another seller`);
    }
    if (payer.customer && item.customer !== payer.customer) {
      add('open_item.other_customer', `${item.document} is owed by another customer`);
    }
    const currencies = new Set([item.currency, amount.currency, payer.currency ?? item.currency]);
    if (currencies.size > 1) {
      faults.push(fault('currency.mismatch', `${path}/amount`, [...currencies].join(' is not ')));
    }
  }
  return value?.minor ?? 0;
}
