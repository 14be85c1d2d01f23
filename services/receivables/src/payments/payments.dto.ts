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
  TextList,
  UuidField,
} from '@o2c/runtime';
import { ApplyLineDto } from '../apply-line.dto.js';
import { inCurrency } from '../domain/open-item.js';
import {
  DAYS_AHEAD,
  type Method,
  METHODS,
  type Payment,
  PAYMENT_STATUSES,
  type PaymentStatus,
  statusOfPayment,
} from '../domain/payment.js';

/** Money that came in. */
export class PaymentRequest {
  @Text({ optional: true, doc: 'id or number; may be left out while there is one' })
  readonly seller?: string;

  @Text({ optional: true, doc: 'id or number of the payer, if it is known' })
  readonly customer?: string;

  @Text({ optional: true, doc: 'the payer as the bank names it' })
  readonly payer?: string;

  @MoneyField()
  readonly amount!: MoneyDto;

  @Choice(METHODS)
  readonly method!: Method;

  @DateField({
    doc:
      `when the money counts; at most ${DAYS_AHEAD} days ahead of today in the seller's time ` +
      'zone, since booked money settles items and makes room for credit at once',
  })
  readonly valueDate!: string;

  @Text({ optional: true, max: 4_000, doc: 'what the payer wrote: RF reference, document numbers' })
  readonly reference?: string;

  @ListOf(() => ApplyLineDto, {
    optional: true,
    max: 2_000,
    doc: 'settles these and nothing else; empty: stays unapplied on purpose',
  })
  readonly apply?: ApplyLineDto[];

  @Text({ optional: true, doc: "the bank's own id of the movement: it is never booked twice" })
  readonly bankReference?: string;

  @Flag({ optional: true, doc: 'a payment of the past (scope history)' })
  readonly history?: boolean;
}

/** Up to 500 payments, as on a bank statement. */
export class PaymentBatchRequest {
  @ListOf(() => PaymentRequest, { min: 1, max: 500 })
  readonly payments!: PaymentRequest[];
}

/** A clerk's application of unapplied cash. */
export class ApplyRequest {
  @ListOf(() => ApplyLineDto, { optional: true, max: 2_000 })
  readonly items?: ApplyLineDto[];

  @ListOf(() => ApplyLineDto, { optional: true, max: 2_000, doc: 'another name for items' })
  readonly apply?: ApplyLineDto[];

  @Text({ optional: true, doc: 'whose payment it is, where that is not known yet' })
  readonly customer?: string;

  @DateField({ optional: true, doc: 'date of the application; default today' })
  readonly on?: string;
}

/** Which applications are taken back: these, those to one item, or all. */
export class UnapplyRequest {
  @TextList({ optional: true, min: 1, doc: 'ids of applications' })
  readonly applications?: string[];

  @UuidField({ optional: true })
  readonly openItem?: string;

  @Flag({ optional: true, doc: 'true: all of them' })
  readonly all?: boolean;

  @Text({ optional: true })
  readonly reason?: string;
}

/** Why the bank took the money back. */
export class ReverseRequest {
  @Text()
  readonly reason!: string;
}

/** Unapplied cash to be paid back. */
export class RefundRequest {
  @MoneyField({ optional: true, doc: 'default: all that is unapplied' })
  readonly amount?: MoneyDto;

  @Text()
  readonly reason!: string;
}

/** Which payments are listed. */
export class PaymentQuery {
  @Text({ optional: true, doc: 'id or number' })
  readonly customer?: string;

  @Choice(PAYMENT_STATUSES, { optional: true })
  readonly status?: PaymentStatus;

  @Text({ optional: true, pattern: /^[A-Z]{3}$/ })
  readonly currency?: string;

  @Choice(METHODS, { optional: true })
  readonly method?: Method;

  @DateField({ optional: true, doc: 'value date, first' })
  readonly from?: string;

  @DateField({ optional: true, doc: 'value date, last' })
  readonly to?: string;

  @UuidField({ optional: true })
  readonly seller?: string;

  @Choice(['oldest', 'newest'], { optional: true, doc: 'which come first; default oldest' })
  readonly sort?: 'oldest' | 'newest';
}

/** Part of a payment that settles part of an item. */
export class ApplicationView {
  @UuidField()
  readonly application!: string;

  @UuidField()
  readonly openItem!: string;

  @Text()
  readonly document!: string;

  @MoneyField()
  readonly amount!: MoneyDto;

  @DateField()
  readonly on!: string;
}

/** A payment as it is now: amount = applied + unapplied + refunded + reversed. */
export class PaymentView {
  @UuidField()
  readonly id!: string;

  @UuidField()
  readonly seller!: string;

  @UuidField({ nullable: true, doc: 'null while the payer is unknown' })
  readonly customer!: string | null;

  @Text({ nullable: true })
  readonly payer!: string | null;

  @MoneyField()
  readonly amount!: MoneyDto;

  @ApiProperty({ type: ApplicationView, isArray: true })
  readonly applied!: ApplicationView[];

  @MoneyField()
  readonly unapplied!: MoneyDto;

  @MoneyField()
  readonly refunded!: MoneyDto;

  @MoneyField()
  readonly reversed!: MoneyDto;

  @Choice(METHODS)
  readonly method!: Method;

  @DateField()
  readonly valueDate!: string;

  @DateField()
  readonly receivedOn!: string;

  @Text({ nullable: true })
  readonly reference!: string | null;

  @Text({ nullable: true })
  readonly bankReference!: string | null;

  @Choice(PAYMENT_STATUSES)
  readonly status!: PaymentStatus;

  @Flag()
  readonly history!: boolean;

  @Int()
  readonly version!: number;
}

/** A page of payments. */
export class PaymentPage {
  @ApiProperty({ type: PaymentView, isArray: true })
  readonly items!: PaymentView[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

/** A payment as callers see it. */
export function paymentView(payment: Payment): PaymentView {
  const { id, seller, customer, payer, method, valueDate, receivedOn, reference } = payment;
  const { bankReference, history, version } = payment;
  return {
    id,
    seller,
    customer,
    payer,
    amount: inCurrency(payment, payment.amount),
    applied: payment.applications.map((one) => ({
      application: one.id,
      openItem: one.item,
      document: one.document,
      amount: inCurrency(payment, one.amount),
      on: one.on,
    })),
    unapplied: inCurrency(payment, payment.unapplied),
    refunded: inCurrency(payment, payment.refunded),
    reversed: inCurrency(payment, payment.reversed),
    method,
    valueDate,
    receivedOn,
    reference,
    bankReference,
    status: statusOfPayment(payment),
    history,
    version,
  };
}
