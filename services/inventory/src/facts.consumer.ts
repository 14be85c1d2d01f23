import { Injectable } from '@nestjs/common';
import type { ProductFact } from '@o2c/contracts';
import { allDone, On, type Outcome, type Tx } from '@o2c/messaging';
import type { Heard } from './domain/incoming.js';
import { carryOutFacts } from './inventory.store.js';
import { createSkus } from './stock.store.js';

/** What orders and shipping say of goods moves their stock. */
@Injectable()
export class FactsConsumer {
  @On('OrderReleased', 'Shipped', 'ShipmentVoided', 'CancelAccepted')
  carryOut(facts: readonly Heard[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOutFacts(tx, facts);
  }

  /** Of a product we need to know only that it exists: goods come in for inactive ones too. */
  @On('ProductRegistered', 'ProductChanged')
  async learn(products: readonly ProductFact[], tx: Tx): Promise<readonly Outcome[]> {
    const skus = products.map(({ data }) => data.sku);
    createSkus(tx, skus);
    return allDone(products);
  }
}
