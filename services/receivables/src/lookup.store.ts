import { randomUUID } from 'node:crypto';
import type { Tx } from '@o2c/messaging';
import { completed, partnersOf } from './domain/lookup.js';
import type { Command } from './domain/receivables.js';
import type { FoundItem } from './domain/receive-payment.js';
import { find } from './found.store.js';

/** Completes commands with the rows that their requests, references and documents name. */
export async function resolve(tx: Tx, commands: readonly Command[]): Promise<readonly Command[]> {
  const found = await find(tx, commands);
  return commands.map((command) => {
    const items = partnersOf(command, found).map((id): FoundItem => {
      return { id, application: randomUUID() };
    });
    return completed(command, items, found);
  });
}
