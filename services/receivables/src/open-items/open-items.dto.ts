import { ApiProperty } from '@nestjs/swagger';
import {
  Choice,
  DateField,
  Flag,
  Int,
  ListOf,
  MoneyDto,
  MoneyField,
  Text,
  UuidField,
} from '@o2c/runtime';
import { daysBetween } from '@o2c/money';
import { ApplyLineDto } from '../apply-line.dto.js';
import { inCurrency, type OpenItem, statusOfItem } from '../domain/open-item.js';

const KINDS = ['invoice', 'credit_note'] as const;
const STATUSES = ['open', 'closed'] as const;

/** A document of another system that becomes an open item. */
export class OpenItemRequest {
  @Text({ optional: true, doc: 'id or number; may be left out while there is one' })
  readonly seller?: string;

  @Text({ doc: 'id or number' })
  readonly customer!: string;

  @Text({ max: 100, doc: 'its number; one number is loaded once' })
  readonly document!: string;

  @Choice(KINDS)
  readonly kind!: 'invoice' | 'credit_note';

  @DateField()
  readonly documentDate!: string;

  @DateField({ optional: true, doc: 'default: the document date' })
  readonly dueDate?: string;

  @MoneyField({ doc: 'of a credit note with or without its minus' })
  readonly amount!: MoneyDto;

  @MoneyField({ optional: true })
  readonly disputed?: MoneyDto;

  @Text({ optional: true, max: 40, doc: 'creditor reference, ISO 11649' })
  readonly reference?: string;

  @Flag({ optional: true, doc: 'a document of the past (scope history): it is never reminded' })
  readonly history?: boolean;
}

/** Up to 500 documents. */
export class OpenItemBatchRequest {
  @ListOf(() => OpenItemRequest, { min: 1, max: 500 })
  readonly openItems!: OpenItemRequest[];
}

/** How much of an item is disputed from now on; more than is open counts as what is open. */
export class DisputeRequest {
  @MoneyField()
  readonly disputed!: MoneyDto;

  @Text({ optional: true })
  readonly reason?: string;
}

/** Which invoices a credit note settles. */
export class ApplyCreditRequest {
  @ListOf(() => ApplyLineDto, { min: 1, max: 2_000 })
  readonly items!: ApplyLineDto[];
}

/** What will not be collected. */
export class WriteOffRequest {
  @MoneyField({ optional: true, doc: 'default: all that is open' })
  readonly amount?: MoneyDto;

  @Text()
  readonly reason!: string;
}

/** Which items are listed. */
export class OpenItemQuery {
  @Text({ optional: true, doc: 'id or number' })
  readonly customer?: string;

  @DateField({ optional: true, doc: 'as it was at the end of this day' })
  readonly asOf?: string;

  @Choice(STATUSES, { optional: true })
  readonly status?: 'open' | 'closed';

  @Choice(KINDS, { optional: true })
  readonly kind?: 'invoice' | 'credit_note';

  @Text({ optional: true, pattern: /^[A-Z]{3}$/ })
  readonly currency?: string;

  @Text({ optional: true, doc: 'number of the document' })
  readonly document?: string;

  @UuidField({ optional: true })
  readonly order?: string;

  @UuidField({ optional: true })
  readonly seller?: string;
}

/** An item; `open` and `daysOverdue` as of the date that was asked for. */
export class OpenItemView {
  @UuidField()
  readonly id!: string;

  @UuidField()
  readonly seller!: string;

  @UuidField()
  readonly customer!: string;

  @Text()
  readonly document!: string;

  @Choice(KINDS)
  readonly kind!: 'invoice' | 'credit_note';

  @DateField()
  readonly documentDate!: string;

  @DateField()
  readonly dueDate!: string;

  @MoneyField()
  readonly amount!: MoneyDto;

  @MoneyField({ doc: 'below 0 for a credit note' })
  readonly open!: MoneyDto;

  @MoneyField()
  readonly disputed!: MoneyDto;

  @MoneyField()
  readonly writtenOff!: MoneyDto;

  @Int({ doc: '0 while it is not due, or nothing is open' })
  readonly daysOverdue!: number;

  @Choice(STATUSES)
  readonly status!: 'open' | 'closed';

  @UuidField({ nullable: true })
  readonly invoice!: string | null;

  @UuidField({ nullable: true })
  readonly order!: string | null;

  @Text({ nullable: true })
  readonly reference!: string | null;

  @Int({ doc: 'highest reminder level sent, 0 to 3' })
  readonly reminderLevel!: number;

  @Flag()
  readonly history!: boolean;

  @Int()
  readonly version!: number;
}

/** A page of items. */
export class OpenItemPage {
  @ApiProperty({ type: OpenItemView, isArray: true })
  readonly items!: OpenItemView[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

/** An item as callers see it on a day. */
export function openItemView(item: OpenItem, on: string): OpenItemView {
  const { id, seller, customer, document, kind, documentDate, dueDate, invoice, order } = item;
  const { reference, history, reminded, version, open } = item;
  return {
    id,
    seller,
    customer,
    document,
    kind,
    documentDate,
    dueDate,
    amount: inCurrency(item, item.amount),
    open: inCurrency(item, open),
    disputed: inCurrency(item, item.disputed),
    writtenOff: inCurrency(item, item.writtenOff),
    daysOverdue: open === 0 ? 0 : Math.max(0, daysBetween(dueDate, on)),
    status: statusOfItem(item),
    invoice,
    order,
    reference,
    reminderLevel: reminded,
    history,
    version,
  };
}
