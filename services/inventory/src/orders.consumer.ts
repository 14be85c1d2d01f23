import { Injectable } from '@nestjs/common';
import type { OrderReleased, ProductChanged, ProductRegistered } from '@o2c/contracts';
import { allDone, On, type Outcome, type Tx } from '@o2c/messaging';
import { carryOutFacts } from './inventory.store.js';
import { createSkus } from './stock.store.js';

/** What we do when orders speaks. */
@Injectable()
export class OrdersConsumer {
  @On('OrderReleased')
  reserve(released: readonly OrderReleased[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOutFacts(tx, released);
  }

  @On('ProductRegistered')
  learn(products: readonly ProductRegistered[], tx: Tx): Promise<readonly Outcome[]> {
    return this.know(products, tx);
  }

  @On('ProductChanged')
  relearn(products: readonly ProductChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return this.know(products, tx);
  }

  /** Of a product we need to know only that it exists: goods come in for inactive ones too. */
  private async know(
    products: readonly (ProductRegistered | ProductChanged)[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    await createSkus(
      tx,
      products.map(({ data }) => data.sku),
    );
    return allDone(products);
  }
}
