import type { AuditIdentity } from '@o2c/messaging';
import { type Account, effectOn, type Entry } from '@o2c/receivables/domain/ledger';
import type { System } from '../system.js';
import { inMoney, sumOf } from './sums.js';

/** Open items and payments agree with the ledger, in all and one by one. */
export function receivablesIdentities({ receivables }: System): readonly AuditIdentity[] {
  const ledger = receivables.ledger.values();
  const items = receivables.items.values();
  const payments = receivables.payments.values();
  const balance = (account: Account) => sumOf(ledger, (entry) => effectOn(account, entry));
  const between = (debit: Account, credit: Account) => sumOf(ledger, amountFrom(debit, credit));
  const applied =
    between('unapplied_cash', 'receivables') - between('receivables', 'unapplied_cash');
  const owed = items.filter(({ origin, kind }) => origin === 'loaded' || kind === 'invoice');
  const notes = items.filter(({ origin, kind }) => origin === 'billing' && kind === 'credit_note');
  const open = sumOf(items, (item) => item.open);
  const settled = applied + sumOf(notes, ({ amount }) => -amount) + balance('write_off') + open;
  const left =
    applied +
    sumOf(payments, ({ unapplied }) => unapplied) +
    sumOf(ledger, ({ credit, amount }) => (credit === 'refunds' ? amount : 0)) +
    sumOf(ledger, ({ credit, amount }) => (credit === 'bank' ? amount : 0));
  return [
    inMoney(
      'open_items',
      sumOf(owed, ({ amount }) => amount),
      settled,
    ),
    inMoney('control_account', open, balance('receivables')),
    inMoney('clearing', balance('clearing'), 0),
    inMoney(
      'payments',
      sumOf(payments, ({ amount }) => amount),
      left,
    ),
    ...items.map((item) => {
      const ours = ledger.filter((entry) => entry.item === item.id);
      const moved = sumOf(ours, (entry) => effectOn('receivables', entry));
      return inMoney('item_balance', item.open, moved, item.document);
    }),
    ...payments.map(({ id, amount, applied: used, unapplied, refunded, reversed }) => {
      return inMoney('payment_balance', amount, used + unapplied + refunded + reversed, id);
    }),
  ];
}

function amountFrom(debit: Account, credit: Account) {
  return (entry: Entry) => (entry.debit === debit && entry.credit === credit ? entry.amount : 0);
}
