import { executeFacts, type Outcome, type Tx } from '@o2c/messaging';
import { type Clock, newId } from '@o2c/runtime';
import { billing } from './billing.store.js';
import { commandOf, type Heard } from './domain/incoming.js';

/** Carries out what facts ask of billing, with an id for the document that each may lead to. */
export function carryOut(
  facts: readonly Heard[],
  tx: Tx,
  clock: Clock,
): Promise<readonly Outcome[]> {
  const at = tx.now.toISOString();
  return executeFacts(tx, billing, facts, (fact) =>
    commandOf(fact, { at, document: newId(clock) }),
  );
}
