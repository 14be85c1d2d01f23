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
import { carryOut } from './carry-out.js';

/** What we do when receivables speaks: cash lowers the exposure, settling only moves it. */
@Injectable()
export class ReceivablesConsumer {
  @On('PaymentReceived')
  receive(received: readonly PaymentReceived[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(received, tx);
  }

  @On('PaymentIdentified')
  identify(identified: readonly PaymentIdentified[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(identified, tx);
  }

  @On('PaymentReversed')
  reverse(reversed: readonly PaymentReversed[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(reversed, tx);
  }

  @On('PaymentRefunded')
  refund(refunded: readonly PaymentRefunded[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(refunded, tx);
  }

  @On('PaymentApplied')
  apply(applied: readonly PaymentApplied[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(applied, tx);
  }

  @On('PaymentUnapplied')
  unapply(unapplied: readonly PaymentUnapplied[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(unapplied, tx);
  }

  @On('WrittenOff')
  writeOff(writtenOff: readonly WrittenOff[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(writtenOff, tx);
  }

  @On('CreditApplied')
  settle(applied: readonly CreditApplied[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(applied, tx);
  }

  @On('OpenItemLoaded')
  load(loaded: readonly OpenItemLoaded[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(loaded, tx);
  }

  @On('ItemDisputed')
  dispute(disputed: readonly ItemDisputed[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(disputed, tx);
  }
}
