import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Clock,
  Idempotency,
  type IdempotencyKey,
  IdPipe,
  newId,
  type Reply,
  Requires,
} from '@o2c/runtime';
import type { Command } from '../domain/receivables.js';
import { receivables } from '../receivables.store.js';
import { paymentOf } from './payments.controller.js';
import {
  ApplyRequest,
  PaymentView,
  paymentView,
  RefundRequest,
  ReverseRequest,
  UnapplyRequest,
} from './payments.dto.js';

/** What a clerk does with a payment after it came in. */
@ApiTags('payments')
@Controller('v1/payments/:id')
export class ApplicationsController {
  constructor(
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Post('apply')
  @HttpCode(200)
  @Requires('payments:write')
  @ApiOperation({ summary: 'Settle items with unapplied cash, all of them or none' })
  @ApiOkResponse({ type: PaymentView })
  apply(
    @Param('id', IdPipe) payment: string,
    @Body() { items, apply, customer, on }: ApplyRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const lines = items ?? apply ?? [];
    const found = { items: [], today: '' };
    return this.run(caller, key, {
      type: 'ApplyPayment',
      payment,
      items: lines,
      customer,
      on,
      found,
    });
  }

  @Post('unapply')
  @HttpCode(200)
  @Requires('payments:write')
  @ApiOperation({ summary: 'Take applications back, dated today' })
  @ApiOkResponse({ type: PaymentView })
  unapply(
    @Param('id', IdPipe) payment: string,
    @Body() { applications, openItem, reason = 'unapplied' }: UnapplyRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const found = { items: [], today: '' };
    return this.run(caller, key, {
      type: 'UnapplyPayment',
      payment,
      applications,
      openItem,
      reason,
      found,
    });
  }

  @Post('reverse')
  @HttpCode(200)
  @Requires('payments:write')
  @ApiOperation({ summary: 'The payment bounced: take everything back' })
  @ApiOkResponse({ type: PaymentView })
  reverse(
    @Param('id', IdPipe) payment: string,
    @Body() { reason }: ReverseRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const found = { items: [], today: '' };
    return this.run(caller, key, { type: 'ReversePayment', payment, reason, found });
  }

  @Post('refund')
  @HttpCode(200)
  @Requires('payments:refund')
  @ApiOperation({ summary: 'Pay unapplied cash back' })
  @ApiOkResponse({ type: PaymentView })
  refund(
    @Param('id', IdPipe) payment: string,
    @Body() { amount, reason }: RefundRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const refund = newId(this.clock);
    const found = { today: '' };
    return this.run(caller, key, {
      type: 'RefundPayment',
      payment,
      refund,
      amount,
      reason,
      found,
    });
  }

  private run(
    caller: Caller,
    idempotency: IdempotencyKey,
    command: Command,
  ): Promise<Reply<unknown>> {
    return this.writes.run({ caller, idempotency }, receivables, command, ({ rows }) => ({
      status: 200,
      body: paymentView(paymentOf(rows)),
    }));
  }
}
