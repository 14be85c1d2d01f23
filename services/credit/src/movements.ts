import type { AnyEvent } from '@o2c/contracts';
import { DONE, execute, type Outcome, type Tx } from '@o2c/messaging';
import { creditAccounts } from './credit-account.store.js';
import type { Movement } from './domain/booking.js';
import type { AccountKey, CreditCommand } from './domain/credit-account.js';

/** What a fact moves: in the account that it names, else in that of its order. */
export type Moved = Partial<Movement> & { readonly account?: AccountKey };

/** Counts what has happened, one movement per fact; none where it moves nothing of a customer's. */
export async function countMovements<F extends AnyEvent>(
  facts: readonly F[],
  tx: Tx,
  movedBy: (data: F['data']) => Moved | null,
): Promise<readonly Outcome[]> {
  const moves = facts.map((fact) => ({ fact, moved: movedBy(fact.data) }));
  const counted = moves.flatMap(({ fact, moved }) => (moved ? { fact, moved } : []));
  const outcomes = await execute(
    tx,
    creditAccounts,
    counted.map(({ fact, moved }) => commandFor(fact, moved, tx.now)),
    counted.map(({ fact }) => fact),
  );
  const byFact = new Map(counted.map(({ fact }, index) => [fact, outcomes[index]]));
  return facts.map((fact) => byFact.get(fact) ?? DONE);
}

function commandFor({ id }: AnyEvent, moved: Moved, now: Date): CreditCommand {
  const { account = null, order, currency, lines = [], documents = [] } = moved;
  const movement = { order, currency, lines, documents };
  return { type: 'CountMovement', account, order, movement, at: now.toISOString(), decision: id };
}
