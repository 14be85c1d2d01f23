import { Injectable } from '@nestjs/common';
import type { CreditNoted, DataOf, Invoiced } from '@o2c/contracts';
import { On, type Outcome, type Tx } from '@o2c/messaging';
import { parseMoney, parseQuantity } from '@o2c/money';
import type { LineMove } from './domain/reservation.js';
import { countMovements } from './movements.js';

/** What we do when billing speaks: what was delivered is owed from now on, at its real amount. */
@Injectable()
export class BillingConsumer {
  @On('Invoiced')
  count(invoiced: readonly Invoiced[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(invoiced, tx, ({ order, number, payable, dueOn, lines }) => {
      const { minor: amount, currency } = parseMoney(payable);
      const documents = [{ kind: 'invoice' as const, document: number, amount, dueOn }];
      return { order, currency, documents, lines: invoicedLines(lines, +1) };
    });
  }

  /** Where the delivery itself was taken back, its quantities are not invoiced any more. */
  @On('CreditNoted')
  credit(credited: readonly CreditNoted[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(credited, tx, ({ order, number, gross, cause, lines }) => {
      const { minor, currency } = parseMoney(gross);
      const documents = [{ kind: 'credit_note' as const, document: number, amount: -minor }];
      return {
        order,
        currency,
        documents,
        lines: cause === 'void' ? invoicedLines(lines, -1) : [],
      };
    });
  }
}

function invoicedLines(lines: DataOf<'Invoiced'>['lines'], sign: 1 | -1): LineMove[] {
  return lines.map(({ orderLine, quantity }) => {
    return { line: orderLine, invoiced: sign * parseQuantity(quantity) };
  });
}
