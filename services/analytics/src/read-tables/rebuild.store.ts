import { Injectable } from '@nestjs/common';
import { Database } from '@o2c/messaging';
import { factsBetween } from '../fact-log.store.js';
import { addFacts, READ_TABLES } from './read-tables.store.js';

/** Facts that one transaction adds. */
const SLICE = 1_000;

/** How far a rebuild has come: positions of the log. */
export type RebuildHead = { readonly done: number; readonly target: number };

/**
 * Makes the read tables anew from the log, while the service runs: they are emptied at a position
 * of the log; facts after it are added as they come, those up to it in slices. Since no table
 * depends on the order of facts, both may go on side by side. The row of `rebuild_head` is the
 * lock that lets one slice run at a time, in whichever process; a rebuild that was broken off
 * goes on where it stopped.
 */
@Injectable()
export class Rebuild {
  constructor(private readonly database: Database) {}

  /** Empties the read tables; `resume` fills them again. */
  begin(): Promise<RebuildHead> {
    return this.database.transaction(async (tx) => {
      tx.write('SELECT FROM rebuild_head FOR UPDATE');
      // Waits for whoever is adding facts: theirs are in the log when the position is read.
      tx.write(`TRUNCATE ${READ_TABLES.join(', ')}, order_stories`);
      tx.write('UPDATE story_head SET done = 0');
      const [head] = await tx.query<RebuildHead>(
        `UPDATE rebuild_head SET done = 0, target = (SELECT last FROM facts_head)
         RETURNING done, target`,
      );
      return headIn(head);
    });
  }

  /** Adds what is missing, slice by slice; tells after each how far it has come. */
  async resume(told: (head: RebuildHead) => void = () => {}): Promise<void> {
    for (let head = await this.head(); head.done < head.target; told(head)) {
      head = await this.addSlice();
    }
  }

  /** Complete when `done` has reached `target`. */
  async head(): Promise<RebuildHead> {
    const [head] = await this.database.read<RebuildHead>('SELECT done, target FROM rebuild_head');
    return headIn(head);
  }

  private addSlice(): Promise<RebuildHead> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<RebuildHead>('SELECT done, target FROM rebuild_head FOR UPDATE');
      const { done, target } = headIn(row);
      const facts = await factsBetween(tx, done, Math.min(done + SLICE, target));
      await addFacts(tx, facts);
      const head = { done: Math.min(done + SLICE, target), target };
      tx.write('UPDATE rebuild_head SET done = $1', [head.done]);
      return head;
    });
  }
}

function headIn(row: RebuildHead | undefined): RebuildHead {
  if (!row) throw new Error('rebuild_head is empty');
  return row;
}
