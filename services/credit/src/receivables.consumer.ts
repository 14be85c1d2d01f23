import { Injectable } from '@nestjs/common';
import type {
  CreditApplied,
  ItemDisputed,
  OpenItemLoaded,
  PaymentApplied,
  PaymentIdentified,
  PaymentReceived,
  PaymentRefunded,
  PaymentReversed,
  PaymentUnapplied,
  WrittenOff,
} from '@o2c/contracts';
import { On, type Outcome, type Tx } from '@o2c/messaging';
import { type MoneyJson, parseMoney } from '@o2c/money';
import type { DocumentChange } from './domain/credit-document.js';
import { countMovements, type Moved } from './movements.js';

/** What we do when receivables speaks: cash lowers the exposure, settling only moves it. */
@Injectable()
export class ReceivablesConsumer {
  @On('PaymentReceived')
  receive(received: readonly PaymentReceived[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(received, tx, (data) => cash(data, +1));
  }

  @On('PaymentIdentified')
  identify(identified: readonly PaymentIdentified[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(identified, tx, (data) => cash(data, +1));
  }

  @On('PaymentReversed')
  reverse(reversed: readonly PaymentReversed[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(reversed, tx, (data) => cash(data, -1));
  }

  @On('PaymentRefunded')
  refund(refunded: readonly PaymentRefunded[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(refunded, tx, (data) => cash(data, -1));
  }

  @On('PaymentApplied')
  apply(applied: readonly PaymentApplied[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(applied, tx, (data) => moved(data, [item(data, -1), payment(data, -1)]));
  }

  @On('PaymentUnapplied')
  unapply(unapplied: readonly PaymentUnapplied[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(unapplied, tx, (data) =>
      moved(data, [item(data, +1), payment(data, +1)]),
    );
  }

  @On('WrittenOff')
  writeOff(writtenOff: readonly WrittenOff[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(writtenOff, tx, (data) => moved(data, [item(data, -1)]));
  }

  @On('CreditApplied')
  settle(applied: readonly CreditApplied[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(applied, tx, (data) => {
      const { creditDocument: document, amount } = data;
      const credit = item({ kind: 'credit_note', document, amount }, +1);
      return moved(data, [item(data, -1), credit]);
    });
  }

  @On('OpenItemLoaded')
  load(loaded: readonly OpenItemLoaded[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(loaded, tx, (data) => {
      const disputedAtFirst = parseMoney(data.disputed).minor;
      return moved(data, [{ ...item(data, +1), dueOn: data.dueDate, disputedAtFirst }]);
    });
  }

  @On('ItemDisputed')
  dispute(disputed: readonly ItemDisputed[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(disputed, tx, ({ disputed: amount, ...data }) => {
      const { minor } = parseMoney(amount);
      return moved({ ...data, amount }, [{ ...nameOf(data), amount: 0, disputed: minor }]);
    });
  }
}

type Whose = { readonly seller: string; readonly customer?: string | undefined };
type Amount = { readonly amount: MoneyJson };
type Item = Pick<DocumentChange, 'kind' | 'document'>;

/** Cash whose payer is not known is nobody's yet. */
function cash(data: Whose & Amount & { readonly payment: string }, sign: 1 | -1): Moved | null {
  const { customer } = data;
  return customer === undefined ? null : moved({ ...data, customer }, [payment(data, sign)]);
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
