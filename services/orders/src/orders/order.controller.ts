import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database, Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Clock,
  Idempotency,
  type IdempotencyKey,
  IfMatch,
  newId,
  Page,
  type PageOf,
  type PageRequest,
  refuseBackwards,
  type Reply,
  Requires,
} from '@o2c/runtime';
import { NOTHING_KNOWN, type OrderCommand, type PlaceOrder } from '../domain/order-command.js';
import { given } from '../request.js';
import { askerOf, orderAfter, requestOf } from './order-request.js';
import { listOrders, orderIdOf, orderNamed } from './order-list.store.js';
import { orders } from './order.store.js';
import {
  CancelOrderRequest,
  OrderBatchRequest,
  OrderChange,
  OrderRequestDto,
} from './order.dto.js';
import { orderView } from './order-view.js';
import { OrderBatchReply, OrderPage, OrderQuery, OrderView } from './order-view.dto.js';

/** Orders are placed, changed and cancelled here; the rest is told by the other services. */
@ApiTags('orders')
@Controller('v1/orders')
export class OrderController {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('orders:write')
  @ApiOperation({ summary: 'Place an order; everything that is wrong with it comes in one answer' })
  @ApiCreatedResponse({ type: OrderView })
  place(
    @Body() body: OrderRequestDto,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const command = this.placing(body, caller);
    return this.run({ caller, idempotency }, command, 201);
  }

  @Post('batch')
  @HttpCode(200)
  @Requires('orders:write')
  @ApiOperation({ summary: 'Place up to 500 orders, each answered on its own' })
  @ApiOkResponse({ type: OrderBatchReply })
  placeAll(
    @Body() body: OrderBatchRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const commands = body.orders.map((order) => this.placing(order, caller));
    return this.writes.runAll({ caller, idempotency }, orders, commands, ({ rows }, command) => {
      return { status: 201, body: orderView(orderAfter(rows, command)) };
    });
  }

  @Get()
  @Requires('orders:read')
  @ApiOperation({ summary: 'List orders, oldest first' })
  @ApiOkResponse({ type: OrderPage })
  async list(@Query() query: OrderQuery, @Page() page: PageRequest): Promise<PageOf<OrderView>> {
    refuseBackwards(query.from, query.to);
    const { items, next } = await listOrders(this.database, query, page);
    return { items: items.map(orderView), next };
  }

  @Get(':id')
  @Requires('orders:read')
  @ApiOperation({ summary: 'An order, by id or number' })
  @ApiOkResponse({ type: OrderView })
  async get(@Param('id') name: string): Promise<OrderView> {
    return orderView(await orderNamed(this.database, name));
  }

  @Patch(':id')
  @Requires('orders:write')
  @ApiOperation({ summary: 'Change an order; after its release only quantities and lines' })
  @ApiOkResponse({ type: OrderView })
  async change(
    @Param('id') name: string,
    @Body() body: OrderChange,
    @By() caller: Caller,
    @IfMatch() version: number,
  ): Promise<Reply<unknown>> {
    const { requestedOn, priority, shipTo, lines = [] } = body;
    const order = await orderIdOf(this.database, name);
    return this.run(
      { caller },
      {
        ...{ type: 'ChangeOrder', order, version, ...this.now(), by: askerOf(caller) },
        ...{ ...given({ requestedOn, priority, shipTo }), lines, known: NOTHING_KNOWN },
      },
      200,
    );
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('orders:write')
  @ApiOperation({ summary: 'Cancel an order or part of it; after its release shipping decides' })
  @ApiOkResponse({ type: OrderView })
  async cancel(
    @Param('id') name: string,
    @Body() { reason, lines }: CancelOrderRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const order = await orderIdOf(this.database, name);
    const { request } = this.now();
    return this.run(
      { caller, idempotency },
      { type: 'CancelOrder', order, request, reason, lines },
      200,
    );
  }

  private run(
    context: { caller: Caller; idempotency?: IdempotencyKey },
    command: OrderCommand,
    status: number,
  ): Promise<Reply<unknown>> {
    return this.writes.run(context, orders, command, ({ rows }) => {
      return { status, body: orderView(orderAfter(rows, command)) };
    });
  }

  private placing(body: OrderRequestDto, caller: Caller): PlaceOrder {
    const at = this.clock.iso();
    return {
      ...{ type: 'PlaceOrder', order: newId(this.clock), hold: newId(this.clock), at },
      ...{ by: askerOf(caller), request: requestOf(body, at), known: NOTHING_KNOWN },
    };
  }

  private now(): { at: string; request: string } {
    return { at: this.clock.iso(), request: newId(this.clock) };
  }
}
