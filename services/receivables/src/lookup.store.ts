import type { Tx } from '@o2c/messaging';
import { completed, partnersOf } from './domain/lookup.js';
import type { Command } from './domain/receivables.js';
import type { FoundItem } from './domain/receive-payment.js';
import { find } from './found.store.js';

/** Completes commands with the rows that their requests, references and documents name. */
export async function resolve(tx: Tx, commands: readonly Command[]): Promise<readonly Command[]> {
  const found = await find(tx, commands);
  const partners = commands.map((command) => partnersOf(command, found));
  const ids = await newIds(tx, partners.flat().length);
  return commands.map((command, index) => {
    const named = partners[index] ?? [];
    const items = named.map((id): FoundItem => ({ id, application: ids.pop() ?? '' }));
    return completed(command, items, found);
  });
}

/** Ids for applications: how many there can be is known only now. */
async function newIds(tx: Tx, count: number): Promise<string[]> {
  if (count === 0) return [];
  const sql = 'SELECT gen_random_uuid() AS id FROM generate_series(1, $1::int)';
  return (await tx.query<{ id: string }>(sql, [count])).map(({ id }) => id);
}
