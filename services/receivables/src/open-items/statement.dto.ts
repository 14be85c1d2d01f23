import { ApiProperty } from '@nestjs/swagger';
import { DateField, MoneyDto, MoneyField, Text, UuidField } from '@o2c/runtime';
import { AccountQuery } from '../account.dto.js';
import { OpenItemView } from './open-items.dto.js';

/** A customer's account over a time. */
export class StatementQuery extends AccountQuery {
  @DateField({ optional: true, doc: 'last day; default: today in the time zone of the seller' })
  readonly asOf?: string;

  @DateField({ optional: true, doc: 'first day; default: the first there is' })
  readonly from?: string;
}

/** One movement of the account: above 0 the customer owes more. */
export class StatementMovement {
  @DateField()
  readonly on!: string;

  @Text({ doc: 'invoice, credit_note, loaded, payment, reversed, refunded, written_off' })
  readonly type!: string;

  @Text({ doc: 'number of the document, or reference of the payment' })
  readonly document!: string;

  @MoneyField()
  readonly amount!: MoneyDto;

  @MoneyField({ doc: 'after this movement' })
  readonly balance!: MoneyDto;

  @Text({ nullable: true })
  readonly reason!: string | null;
}

/** A customer's account: opening + movements = closing = open items − unapplied cash. */
export class StatementView {
  @UuidField()
  readonly customer!: string;

  @Text()
  readonly number!: string;

  @Text()
  readonly name!: string;

  @Text()
  readonly currency!: string;

  @DateField({ nullable: true })
  readonly from!: string | null;

  @DateField()
  readonly asOf!: string;

  @MoneyField({ doc: 'balance before the first day' })
  readonly opening!: MoneyDto;

  @ApiProperty({ type: StatementMovement, isArray: true })
  readonly movements!: StatementMovement[];

  @MoneyField()
  readonly closing!: MoneyDto;

  @MoneyField({ doc: 'booked already for later days: what credit counts at once' })
  readonly ahead!: MoneyDto;

  @ApiProperty({ type: OpenItemView, isArray: true, description: 'what is open on the last day' })
  readonly items!: OpenItemView[];
}
