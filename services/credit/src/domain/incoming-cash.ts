import { type MoneyJson, parseMoney } from '@o2c/money';
import type { Movement } from './booking.js';
import type { AccountKey } from './credit-account.js';
import type { DocumentChange } from './credit-document.js';
import type { Cash } from './incoming.js';

/** What a fact moves: in the account that it names, else in that of its order. */
export type Moved = Partial<Movement> & { readonly account?: AccountKey };

/** What a fact of receivables moves; nothing for cash whose payer is not known. */
export function movedByCash(fact: Cash): Moved | undefined {
  switch (fact.type) {
    case 'PaymentReceived':
    case 'PaymentIdentified':
      return cash(fact.data, +1);
    case 'PaymentReversed':
    case 'PaymentRefunded':
      return cash(fact.data, -1);
    case 'PaymentApplied':
      return moved(fact.data, [item(fact.data, -1), payment(fact.data, -1)]);
    case 'PaymentUnapplied':
      return moved(fact.data, [item(fact.data, +1), payment(fact.data, +1)]);
    case 'WrittenOff':
      return moved(fact.data, [item(fact.data, -1)]);
    case 'CreditApplied': {
      const { creditDocument: document, amount } = fact.data;
      const credit = item({ kind: 'credit_note', document, amount }, +1);
      return moved(fact.data, [item(fact.data, -1), credit]);
    }
    case 'OpenItemLoaded': {
      const disputedAtFirst = parseMoney(fact.data.disputed).minor;
      const loaded = { ...item(fact.data, +1), dueOn: fact.data.dueDate, disputedAtFirst };
      return moved(fact.data, [loaded]);
    }
    case 'ItemDisputed': {
      const { disputed: amount, ...data } = fact.data;
      const disputed = { ...nameOf(data), amount: 0, disputed: parseMoney(amount).minor };
      return moved({ ...data, amount }, [disputed]);
    }
  }
}

type Whose = { readonly seller: string; readonly customer?: string | undefined };
type Amount = { readonly amount: MoneyJson };
type Item = Pick<DocumentChange, 'kind' | 'document'>;

/** Cash whose payer is not known is nobody's yet. */
function cash(
  data: Whose & Amount & { readonly payment: string },
  sign: 1 | -1,
): Moved | undefined {
  const { customer } = data;
  return customer === undefined ? undefined : moved({ ...data, customer }, [payment(data, sign)]);
}

function moved(
  { seller, customer, amount }: Required<Whose> & Amount,
  documents: readonly DocumentChange[],
): Moved {
  const { currency } = parseMoney(amount);
  return { account: { seller, customer: customer ?? '', currency }, documents };
}

function item(data: Item & Amount, sign: 1 | -1): DocumentChange {
  return { ...nameOf(data), amount: sign * parseMoney(data.amount).minor };
}

function payment(data: Amount & { readonly payment: string }, sign: 1 | -1): DocumentChange {
  return { kind: 'payment', document: data.payment, amount: sign * parseMoney(data.amount).minor };
}

function nameOf({ kind, document }: Item): Item {
  return { kind, document };
}
