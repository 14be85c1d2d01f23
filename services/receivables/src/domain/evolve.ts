import { parseMoney } from '@o2c/money';
import { effectOn, type Entry } from './ledger.js';
import { disputable, later, namesOf, type OpenItem } from './open-item.js';
import type { Application, Payment } from './payment.js';
import {
  claimRow,
  itemIn,
  itemRow,
  paymentIn,
  paymentRow,
  type ReceivablesFact,
  type Row,
  type Rows,
} from './rows.js';

type Changed = readonly (readonly [string, Row])[];

/**
 * The rows that a fact changes. Money moves by ledger entries alone, so that open items and
 * payments agree with the ledger by construction; the facts of the catalogue announce it.
 */
export function evolve(rows: Rows, fact: ReceivablesFact): Changed {
  switch (fact.type) {
    case 'item-opened':
      return [[itemRow(fact.data.id), fact.data]];
    case 'payment-booked':
      return [[paymentRow(fact.data.id), fact.data]];
    case 'claimed':
      return [[claimRow(fact.data.key), { is: 'claim', ...fact.data }]];
    case 'posted':
      return moved(rows, fact.data);
    case 'ItemDisputed':
      return changedItem(rows, fact.data.item, { disputed: parseMoney(fact.data.disputed).minor });
    case 'ReminderSent':
      return changedItem(rows, fact.data.item, { reminded: fact.data.level });
    case 'PaymentReceived':
    case 'PaymentIdentified':
    case 'PaymentApplied':
    case 'PaymentUnapplied':
    case 'PaymentReversed':
    case 'PaymentRefunded':
    case 'OpenItemLoaded':
    case 'CreditApplied':
    case 'OpenItemClosed':
    case 'OpenItemReopened':
    case 'WrittenOff':
      return [];
  }
}

function changedItem(rows: Rows, id: string, change: Partial<OpenItem>): Changed {
  const item = itemIn(rows, id);
  return item ? [[itemRow(id), { ...item, ...change, version: item.version + 1 }]] : [];
}

function moved(rows: Rows, entry: Entry): Changed {
  const item = entry.item === undefined ? undefined : itemIn(rows, entry.item);
  const payment = entry.payment === undefined ? undefined : paymentIn(rows, entry.payment);
  return [
    ...(item ? [[itemRow(item.id), itemAfter(item, entry)] as const] : []),
    ...(payment ? [[paymentRow(payment.id), paymentAfter(payment, entry, item)] as const] : []),
  ];
}

function itemAfter(item: OpenItem, entry: Entry): OpenItem {
  const open = item.open + effectOn('receivables', entry);
  return {
    ...item,
    open,
    disputed: disputable(item.disputed, open),
    writtenOff: item.writtenOff + effectOn('write_off', entry),
    lastOn: later(item.lastOn, entry.on),
    version: item.version + 1,
  };
}

function paymentAfter(payment: Payment, entry: Entry, item: OpenItem | undefined): Payment {
  const cash = effectOn('unapplied_cash', entry) + effectOn('unidentified_cash', entry);
  const unapplied = payment.unapplied - cash;
  return {
    ...payment,
    customer: entry.kind === 'identified' ? entry.customer : payment.customer,
    unapplied,
    applied: payment.applied - effectOn('receivables', entry),
    refunded: payment.refunded - effectOn('refunds', entry),
    reversed: payment.reversed + (entry.kind === 'reversed' ? entry.amount : 0),
    awaited: unapplied === 0 ? [] : withoutNames(payment.awaited, entry, item),
    applications: applicationsAfter(payment.applications, entry),
    version: payment.version + 1,
  };
}

/** Once an item was found by one of its names, the payment no longer waits for these. */
function withoutNames(
  awaited: readonly string[],
  { kind }: Entry,
  item: OpenItem | undefined,
): readonly string[] {
  if (kind !== 'applied' || !item || awaited.length === 0) return awaited;
  const found = namesOf(item);
  return awaited.filter((name) => !found.includes(name));
}

function applicationsAfter(
  applications: readonly Application[],
  { kind, application: id, item, document, amount, on }: Entry,
): readonly Application[] {
  if (id === undefined || item === undefined) return applications;
  if (kind === 'applied') return [...applications, { id, item, document, amount, on }];
  if (kind === 'unapplied') return applications.filter((one) => one.id !== id);
  return applications;
}
