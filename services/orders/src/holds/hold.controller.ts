import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database, Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Clock,
  Idempotency,
  type IdempotencyKey,
  newId,
  Page,
  type PageOf,
  type PageRequest,
  type Reply,
  Requires,
} from '@o2c/runtime';
import type { DecideHold } from '../domain/order-command.js';
import { listHolds, orderOfHold } from '../orders/order-list.store.js';
import { askerOf, orderAfter } from '../orders/order-request.js';
import { holdView } from '../orders/order-view.js';
import { HoldView } from '../orders/order-view.dto.js';
import { orders } from '../orders/order.store.js';
import { HoldDecisionRequest, HoldPage, HoldQuery } from './hold.dto.js';

/** What waits for a person: orders held for credit, or because they may be duplicates. */
@ApiTags('holds')
@Controller('v1/holds')
export class HoldController {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('orders:read')
  @ApiOperation({ summary: 'List holds, those that wait longest first' })
  @ApiOkResponse({ type: HoldPage })
  async list(@Query() query: HoldQuery, @Page() page: PageRequest): Promise<PageOf<HoldView>> {
    const { items, next } = await listHolds(this.database, query, page);
    return { items: items.map(({ order, hold }) => holdView(order, hold)), next };
  }

  @Post(':id/release')
  @HttpCode(200)
  @Requires('holds:decide')
  @ApiOperation({ summary: 'Release a hold; never by whoever placed the order' })
  @ApiOkResponse({ type: HoldView })
  release(
    @Param('id') id: string,
    @Body() body: HoldDecisionRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    return this.decide(id, 'released', body, caller, key);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Requires('holds:decide')
  @ApiOperation({ summary: 'Reject the order because of a hold' })
  @ApiOkResponse({ type: HoldView })
  reject(
    @Param('id') id: string,
    @Body() body: HoldDecisionRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    return this.decide(id, 'rejected', body, caller, key);
  }

  private async decide(
    hold: string,
    decision: DecideHold['decision'],
    { reason, comment }: HoldDecisionRequest,
    caller: Caller,
    idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const order = await orderOfHold(this.database, hold);
    const command: DecideHold = {
      ...{ type: 'DecideHold', order, hold: hold.toLowerCase(), decision, reason, comment },
      ...{ request: newId(this.clock), by: askerOf(caller) },
    };
    return this.writes.run({ caller, idempotency }, orders, command, ({ rows }) => {
      const decided = orderAfter(rows, command).holds.find(({ id }) => id === command.hold);
      return { status: 200, body: decided && holdView(order, decided) };
    });
  }
}
