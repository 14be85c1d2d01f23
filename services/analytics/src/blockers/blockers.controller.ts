import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Blocker, DomainError } from '@o2c/contracts';
import { Clock, Requires } from '@o2c/runtime';
import { blockersOf } from '../domain/blocker.js';
import { FactLog, asEvent } from '../fact-log.store.js';
import { Parties } from '../party.store.js';
import { ExpectedStocks } from './expected-stock.store.js';

/** What the facts of an order say about why it is stuck. */
export type OrderBlockers = { readonly order: string; readonly blockers: readonly Blocker[] };

/** Why orders are stuck; the gateway adds the order's parked facts of all services. */
@ApiExcludeController()
@Requires('operations')
@Controller('internal/analytics/blockers')
export class BlockersController {
  constructor(
    private readonly log: FactLog,
    private readonly parties: Parties,
    private readonly expected: ExpectedStocks,
    private readonly clock: Clock,
  ) {}

  @Get(':order')
  async blockers(@Param('order') name: string): Promise<OrderBlockers> {
    const order = await this.log.orderId(name);
    const facts = order === undefined ? [] : await this.log.ofOrder(order);
    const timeZone = order === undefined ? undefined : await this.parties.timeZoneOf(order);
    if (order === undefined || facts.length === 0) {
      throw new DomainError('order.unknown', `No order ${name}`);
    }
    const today = this.clock.today(timeZone ?? 'UTC');
    const blockers = blockersOf(facts.map(asEvent), today, await this.expected.of(order));
    return { order, blockers };
  }
}
