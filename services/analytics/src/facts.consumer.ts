import { Injectable } from '@nestjs/common';
import type { AnyEvent } from '@o2c/contracts';
import { allDone, OnEveryFact, type Tx } from '@o2c/messaging';
import { FactLog } from './fact-log.store.js';
import { addFacts } from './read-tables/read-tables.store.js';

/** Keeps every fact of every service, and adds it to the read tables. */
@Injectable()
export class FactsConsumer {
  constructor(private readonly log: FactLog) {}

  @OnEveryFact()
  async keep(facts: readonly AnyEvent[], tx: Tx) {
    await addFacts(tx, facts);
    await this.log.append(tx, facts);
    return allDone(facts);
  }
}
