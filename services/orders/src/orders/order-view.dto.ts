import {
  Choice,
  DateField,
  Flag,
  InstantField,
  Int,
  ListOf,
  MoneyDto,
  MoneyField,
  Nested,
  QuantityField,
  Text,
  UuidField,
} from '@o2c/runtime';
import { AddressDto } from '../address.dto.js';
import { CHANGEABLE } from '../domain/change-order.js';
import { type Hold, STATUSES, type Status } from '../domain/order.js';

/** Why a hold stands. */
export class HoldReasonView {
  @Text({ example: 'credit.limit' }) declare readonly code: string;
  @Text() declare readonly message: string;
  @MoneyField({ optional: true, doc: 'what would free it' })
  declare readonly needed?: MoneyDto | undefined;
  @Text({ doc: 'who can', example: 'credit controller' }) declare readonly owner: string;
}

/** A reason that stops an order until someone or something lifts it. */
export class HoldView extends HoldReasonView {
  @UuidField() declare readonly id: string;
  @UuidField() declare readonly order: string;
  @ListOf(() => HoldReasonView, { doc: 'all of them; `code` and `needed` are the first’s' })
  declare readonly reasons: readonly HoldReasonView[];
  @Choice(['open', 'released', 'rejected']) declare readonly status: Hold['status'];
  @InstantField() declare readonly since: string;
  @Text({ optional: true }) declare readonly decidedBy?: string | undefined;
  @Text({ optional: true }) declare readonly reason?: string | undefined;
  @Text({ optional: true }) declare readonly comment?: string | undefined;
}

/** A line of an order and what became of it. */
export class OrderLineView {
  @Int() declare readonly line: number;
  @UuidField() declare readonly product: string;
  @Text() declare readonly sku: string;
  @Text() declare readonly name: string;
  @Text() declare readonly unit: string;
  @QuantityField() declare readonly ordered: number | string;
  @QuantityField({ doc: 'ordered − shipped − cancelled' }) declare readonly open: number | string;
  @QuantityField({ doc: 'promised from stock; 0 once shipped' })
  declare readonly reserved: number | string;
  @QuantityField() declare readonly backordered: number | string;
  @QuantityField() declare readonly shipped: number | string;
  @QuantityField() declare readonly cancelled: number | string;
  @QuantityField() declare readonly invoiced: number | string;
  @MoneyField() declare readonly unitPrice: MoneyDto;
  @QuantityField() declare readonly discountPercent: string;
  @MoneyField() declare readonly net: MoneyDto;
  @MoneyField({ doc: 'with its part of the freight’s' }) declare readonly tax: MoneyDto;
  @MoneyField({ doc: 'with its part of the freight' }) declare readonly gross: MoneyDto;
}

/** What became of the last cancellation. */
export class CancellationView {
  @Choice(['requested', 'done', 'refused']) declare readonly status:
    'requested' | 'done' | 'refused';
  @Text({ optional: true, example: 'order.already_shipped' }) declare readonly code?: string;
}

/** An order. */
export class OrderView {
  @UuidField() declare readonly id: string;
  @Text({ example: 'SO-2026-000123' }) declare readonly number: string;
  @Choice(STATUSES, { doc: 'the first that is true' }) declare readonly status: Status;
  @UuidField() declare readonly customer: string;
  @UuidField() declare readonly seller: string;
  @Text() declare readonly currency: string;
  @Text({ optional: true }) declare readonly purchaseOrder?: string | undefined;
  @InstantField() declare readonly orderedAt: string;
  @DateField({ doc: 'at the seller’s' }) declare readonly orderedOn: string;
  @DateField({ optional: true }) declare readonly requestedOn?: string | undefined;
  @Nested(() => AddressDto) declare readonly shipTo: AddressDto;
  @Flag() declare readonly shipComplete: boolean;
  @Int() declare readonly priority: number;
  @Flag() declare readonly history: boolean;
  @ListOf(() => OrderLineView) declare readonly lines: OrderLineView[];
  @MoneyField({ optional: true }) declare readonly freight?: MoneyDto | undefined;
  @MoneyField() declare readonly net: MoneyDto;
  @MoneyField() declare readonly tax: MoneyDto;
  @MoneyField() declare readonly gross: MoneyDto;
  @ListOf(() => HoldView, { doc: 'what stops it, or why it was rejected' })
  declare readonly holds: HoldView[];
  @Nested(() => CancellationView, { optional: true })
  declare readonly cancellation?: CancellationView | undefined;
  @Choice(CHANGEABLE, { doc: 'what of it may change now; lines: more, less and new ones' })
  declare readonly changeable: (typeof CHANGEABLE)[number];
  @Flag({ doc: 'something of it can still be cancelled' }) declare readonly cancellable: boolean;
  @Text() declare readonly placedBy: string;
  @Int({ doc: 'counts what was agreed and decided, not what was shipped or paid' })
  declare readonly version: number;
}

/** Orders, oldest first. */
export class OrderPage {
  @ListOf(() => OrderView) declare readonly items: OrderView[];
  @Text({ nullable: true, doc: 'goes into ?after=' }) declare readonly next: string | null;
}

/** What orders are listed by. */
export class OrderQuery {
  @Text({ optional: true, doc: 'id or number' }) declare readonly customer?: string;
  @Text({ optional: true, doc: 'id or number' }) declare readonly seller?: string;
  @Choice(STATUSES, { optional: true }) declare readonly status?: Status;
  @Text({ optional: true }) declare readonly currency?: string;
  @Text({ optional: true }) declare readonly purchaseOrder?: string;
  @DateField({ optional: true, doc: 'ordered on or after' }) declare readonly from?: string;
  @DateField({ optional: true, doc: 'ordered on or before' }) declare readonly to?: string;
  @Choice(['oldest', 'newest'], { optional: true, doc: 'which come first; default oldest' })
  declare readonly sort?: 'oldest' | 'newest';
}

/** One fault of a refused order: which rule, where, in words. */
export class OrderFault {
  @Text({ example: 'quantity.not_positive' }) declare readonly code: string;
  @Text({ doc: 'JSON pointer', example: '/lines/0/quantity' }) declare readonly path: string;
  @Text() declare readonly message: string;
}

/** Why an order of a batch was refused. */
export class OrderProblem {
  @Text({ example: 'order.invalid' }) declare readonly code: string;
  @Text() declare readonly detail: string;
  @ListOf(() => OrderFault, { doc: 'everything that is wrong' })
  declare readonly errors: readonly OrderFault[];
}

/** What became of one order of a batch: the order, or its problem. */
export class OrderResult {
  @Int({ doc: 'the status that the request would have had alone' })
  declare readonly status: number;
  @Nested(() => OrderView, { optional: true }) declare readonly body?: OrderView | undefined;
  @Nested(() => OrderProblem, { optional: true })
  declare readonly problem?: OrderProblem | undefined;
}

/** One result per order, in their order. */
export class OrderBatchReply {
  @ListOf(() => OrderResult) declare readonly results: OrderResult[];
}
