import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { Database, type Outcome, type Rows, Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Clock,
  Idempotency,
  type IdempotencyKey,
  IdPipe,
  newId,
  Page,
  pageOf,
  type PageRequest,
  refuseBackwards,
  type Reply,
  Requires,
} from '@o2c/runtime';
import { BatchReply } from '../batch.dto.js';
import { NO_PARTIES } from '../domain/faults.js';
import type { Payment } from '../domain/payment.js';
import type { ReceivePayment } from '../domain/receive-payment.js';
import type { ReceivablesFact, Row } from '../domain/rows.js';
import { checkHistory } from '../history.js';
import { findCustomerId } from '../parties.store.js';
import { receivables } from '../receivables.store.js';
import { readPayments } from './payment.store.js';
import {
  PaymentBatchRequest,
  PaymentPage,
  PaymentQuery,
  PaymentRequest,
  PaymentView,
  paymentView,
} from './payments.dto.js';

/** Money in: booked and applied, one by one or a bank statement at a time. */
@ApiTags('payments')
@Controller('v1/payments')
export class PaymentsController {
  constructor(
    private readonly writes: Writes,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('payments:write')
  @ApiOperation({ summary: 'Book a payment and apply it' })
  @ApiCreatedResponse({ type: PaymentView })
  receive(
    @Body() body: PaymentRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    checkHistory(caller, [body]);
    const command = this.commandOf(body);
    return this.writes.run({ caller, idempotency }, receivables, command, answerOf);
  }

  @Post('batch')
  @HttpCode(200)
  @Requires('payments:write')
  @ApiOperation({ summary: 'Book up to 500 payments; each is answered on its own' })
  @ApiOkResponse({ type: BatchReply })
  receiveMany(
    @Body() body: PaymentBatchRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    checkHistory(caller, body.payments);
    const commands = body.payments.map((payment) => this.commandOf(payment));
    return this.writes.runAll({ caller, idempotency }, receivables, commands, answerOf);
  }

  @Get()
  @Requires('payments:read')
  @ApiOperation({ summary: 'List payments' })
  @ApiOkResponse({ type: PaymentPage })
  async list(@Query() query: PaymentQuery, @Page() page: PageRequest): Promise<PaymentPage> {
    refuseBackwards(query.from, query.to);
    const customer = await findCustomerId(this.database, query.customer);
    const payments = await readPayments(
      this.database,
      [
        ['customer = ?::uuid', customer],
        ['status = ?', query.status],
        ['currency = ?', query.currency],
        ['method = ?', query.method],
        ['value_on >= ?::date', query.from],
        ['value_on <= ?::date', query.to],
        ['seller = ?::uuid', query.seller],
      ],
      { ...page, sort: query.sort },
    );
    return pageOf(payments.map(paymentView), page.limit, ({ id }) => id);
  }

  @Get(':id')
  @Requires('payments:read')
  @ApiOperation({ summary: 'One payment and what it settles' })
  @ApiOkResponse({ type: PaymentView })
  async read(@Param('id', IdPipe) id: string): Promise<PaymentView> {
    const [payment] = await readPayments(this.database, [['id = ?::uuid', id]], { limit: 1 });
    if (payment) return paymentView(payment);
    throw new DomainError('payment.unknown', `Payment ${id} is not known`);
  }

  private commandOf({ history = false, ...request }: PaymentRequest): ReceivePayment {
    const found = { ...NO_PARTIES, items: [] };
    return { type: 'ReceivePayment', id: newId(this.clock), ...request, history, found };
  }
}

/** The one payment among the rows of a command, as it is after it. */
export function paymentOf(rows: Rows<Row>): Payment {
  for (const row of rows.values()) if (row.is === 'payment') return row;
  throw new Error('no payment was loaded');
}

/** 201 for a new payment; 200 where the bank reference was booked before. */
function answerOf({ rows, facts }: Extract<Outcome<Row, ReceivablesFact>, { status: 'done' }>) {
  return { status: facts.length > 0 ? 201 : 200, body: paymentView(paymentOf(rows)) };
}
