import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { refuse } from '@o2c/contracts';
import { type Cause, Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Clock,
  currentTraceparent,
  Idempotency,
  type IdempotencyKey,
  newId,
  type Reply,
  Requires,
} from '@o2c/runtime';
import type { StockCommand } from './domain/inventory.js';
import { fault, type GivenLine } from './domain/receiving.js';
import { MAIN } from './domain/stock.js';
import { inventory, leaveAllocation } from './inventory.store.js';
import {
  ExpectedReceiptRequest,
  ExpectedReceiptView,
  StockAdjustmentRequest,
  StockAdjustmentView,
  StockReceiptRequest,
  StockReceiptView,
} from './stock.dto.js';

/** What operators tell us of stock: goods that came, goods that will come, and counts. */
@ApiTags('stock')
@Controller('v1')
@Requires('stock:write')
export class ReceivingController {
  constructor(
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Post('stock-receipts')
  @ApiOperation({ summary: 'Receive stock; waiting orders get it by priority and order time' })
  @ApiCreatedResponse({ type: StockReceiptView })
  receive(
    @Body() body: StockReceiptRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const { warehouse = MAIN, reference, expectedReceipt, lines } = body;
    const id = newId(this.clock);
    const view = { id, warehouse, reference, lines };
    return this.run(caller, key, view, {
      type: 'ReceiveStock',
      receipt: id,
      warehouse,
      reference,
      expectedReceipt: expectedReceipt?.toLowerCase(),
      lines,
    });
  }

  @Post('expected-receipts')
  @ApiOperation({ summary: 'Announce goods; nothing is promised from them before they come' })
  @ApiCreatedResponse({ type: ExpectedReceiptView })
  expect(
    @Body() body: ExpectedReceiptRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const { warehouse = MAIN, reference, lines } = body;
    const id = newId(this.clock);
    const view = { id, warehouse, reference, lines };
    return this.run(caller, key, view, {
      type: 'ExpectStock',
      receipt: id,
      warehouse,
      reference,
      lines,
    });
  }

  @Post('expected-receipts/:id/cancel')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forget what is still open of an expected receipt' })
  @ApiNoContentResponse()
  cancelExpected(
    @Param('id') id: string,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const command = { type: 'CancelExpected', receipt: id.toLowerCase() } as const;
    return this.run(caller, key, undefined, command, 204);
  }

  @Post('stock-adjustments')
  @ApiOperation({ summary: 'Correct stock with a reason; what is promised cannot be taken away' })
  @ApiCreatedResponse({ type: StockAdjustmentView })
  adjust(
    @Body() body: StockAdjustmentRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const { warehouse = MAIN, reason } = body;
    const lines = linesOf(body);
    const id = newId(this.clock);
    const command = { type: 'AdjustStock', adjustment: id, warehouse, reason, lines } as const;
    return this.run(caller, key, { id, warehouse, reason, lines }, command);
  }

  private run(
    caller: Caller,
    idempotency: IdempotencyKey,
    body: object | undefined,
    command: StockCommand,
    status = 201,
  ): Promise<Reply<unknown>> {
    const traceparent = currentTraceparent();
    const cause: Cause = { actor: caller.actor, ...(traceparent !== undefined && { traceparent }) };
    return this.writes.run({ caller, idempotency }, inventory, command, ({ facts }, tx) => {
      leaveAllocation(tx, facts, cause);
      return { status, body };
    });
  }
}

function linesOf({ sku, quantity, lines }: StockAdjustmentRequest): readonly GivenLine[] {
  if (lines) return lines;
  if (sku !== undefined && quantity !== undefined) return [{ sku, quantity }];
  refuse([fault('/lines', 'lines, or sku and quantity, are needed')]);
  return [];
}
