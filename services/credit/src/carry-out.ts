import { executeFacts, type Outcome, type Tx } from '@o2c/messaging';
import { creditAccounts } from './credit-account.store.js';
import { commandOf, type Heard } from './domain/incoming.js';

/** Carries out what facts ask of credit, at the recorded time of the transaction. */
export function carryOut(facts: readonly Heard[], tx: Tx): Promise<readonly Outcome[]> {
  const at = tx.now.toISOString();
  return executeFacts(tx, creditAccounts, facts, (fact) => commandOf(fact, at));
}
