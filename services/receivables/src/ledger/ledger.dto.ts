import { ApiProperty } from '@nestjs/swagger';
import {
  Choice,
  DateField,
  InstantField,
  MoneyDto,
  MoneyField,
  Text,
  UuidField,
} from '@o2c/runtime';
import { ACCOUNTS, ENTRY_KINDS } from '../domain/ledger.js';

/** Which entries are listed. */
export class EntryQuery {
  @Choice(ACCOUNTS, { optional: true, doc: 'debit or credit' })
  readonly account?: string;

  @Choice(ENTRY_KINDS, { optional: true })
  readonly kind?: string;

  @Text({ optional: true, doc: 'id or number' })
  readonly customer?: string;

  @UuidField({ optional: true })
  readonly openItem?: string;

  @UuidField({ optional: true })
  readonly payment?: string;

  @Text({ optional: true, pattern: /^[A-Z]{3}$/ })
  readonly currency?: string;

  @DateField({ optional: true })
  readonly from?: string;

  @DateField({ optional: true })
  readonly to?: string;

  @UuidField({ optional: true })
  readonly seller?: string;
}

/** One row of the ledger: an amount from one account to another. */
export class EntryView {
  @Text()
  readonly id!: string;

  @Choice(ENTRY_KINDS)
  readonly kind!: string;

  @UuidField()
  readonly seller!: string;

  @UuidField({ nullable: true })
  readonly customer!: string | null;

  @Text({ doc: 'number of the document, or reference of the payment' })
  readonly document!: string;

  @Choice(ACCOUNTS)
  readonly debit!: string;

  @Choice(ACCOUNTS)
  readonly credit!: string;

  @MoneyField()
  readonly amount!: MoneyDto;

  @DateField()
  readonly on!: string;

  @InstantField()
  readonly recordedAt!: string;

  @UuidField({ nullable: true })
  readonly openItem!: string | null;

  @UuidField({ nullable: true })
  readonly payment!: string | null;

  @UuidField({ nullable: true, doc: 'the application or refund' })
  readonly application!: string | null;

  @Text({ nullable: true })
  readonly reason!: string | null;
}

/** A page of entries. */
export class EntryPage {
  @ApiProperty({ type: EntryView, isArray: true })
  readonly items!: EntryView[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

/** Balances as of which day. */
export class BalanceQuery {
  @DateField({ optional: true, doc: 'default: everything posted' })
  readonly asOf?: string;

  @Text({ optional: true, pattern: /^[A-Z]{3}$/ })
  readonly currency?: string;

  @Text({ optional: true, doc: 'id or number' })
  readonly customer?: string;

  @UuidField({ optional: true })
  readonly seller?: string;
}

/** An account's turnover and balance; `balance` = debit − credit. */
export class BalanceView {
  @UuidField()
  readonly seller!: string;

  @Choice(ACCOUNTS)
  readonly account!: string;

  @Text()
  readonly currency!: string;

  @MoneyField()
  readonly debit!: MoneyDto;

  @MoneyField()
  readonly credit!: MoneyDto;

  @MoneyField()
  readonly balance!: MoneyDto;
}

/** All balances; debit and credit are equal in sum. */
export class BalancesView {
  @DateField({ nullable: true })
  readonly asOf!: string | null;

  @ApiProperty({ type: BalanceView, isArray: true })
  readonly items!: BalanceView[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}
