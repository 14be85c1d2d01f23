import { Injectable } from '@nestjs/common';
import type { CreditNoted, Invoiced } from '@o2c/contracts';
import { On, type Outcome, type Tx } from '@o2c/messaging';
import { carryOut } from './carry-out.js';

/** What we do when billing speaks: what was delivered is owed from now on, at its real amount. */
@Injectable()
export class BillingConsumer {
  @On('Invoiced')
  count(invoiced: readonly Invoiced[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(invoiced, tx);
  }

  @On('CreditNoted')
  credit(credited: readonly CreditNoted[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(credited, tx);
  }
}
