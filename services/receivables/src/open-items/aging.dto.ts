import { ApiProperty } from '@nestjs/swagger';
import { Choice, DateField, Int, MoneyDto, MoneyField, Text } from '@o2c/runtime';

/** Buckets of aging: days past the due date, or since the document date. */
export const BUCKETS = ['current', '1-30', '31-60', '61-90', '91-120', '120+'] as const;

/** Which items are aged, as of which day. */
export class AgingQuery {
  @DateField({ optional: true, doc: 'default: today in the time zone of the seller' })
  readonly asOf?: string;

  @Text({ optional: true, doc: 'id or number' })
  readonly customer?: string;

  @Text({ optional: true, pattern: /^[A-Z]{3}$/, doc: 'default: the only one, or the seller’s' })
  readonly currency?: string;

  @Choice(['dueDate', 'documentDate'], { optional: true })
  readonly basis?: 'dueDate' | 'documentDate';

  @Text({ optional: true, doc: 'id or number; may be left out while there is one' })
  readonly seller?: string;
}

/** What is open in a bucket; credit notes count against it. */
export class AgingBucket {
  @Choice(BUCKETS)
  readonly name!: string;

  @Int({ doc: 'items' })
  readonly count!: number;

  @MoneyField()
  readonly amount!: MoneyDto;
}

/** Open items by age; `total` is their sum and the balance of the ledger's receivables. */
export class AgingView {
  @DateField()
  readonly asOf!: string;

  @Text()
  readonly currency!: string;

  @Choice(['dueDate', 'documentDate'])
  readonly basis!: string;

  @ApiProperty({ type: AgingBucket, isArray: true })
  readonly buckets!: AgingBucket[];

  @MoneyField({ doc: 'cash of known customers that settles nothing yet' })
  readonly unapplied!: MoneyDto;

  @MoneyField({ doc: 'cash of unknown payers' })
  readonly unidentified!: MoneyDto;

  @MoneyField({ doc: 'disputed part of what is open, as disputed now' })
  readonly disputed!: MoneyDto;

  @MoneyField()
  readonly total!: MoneyDto;
}
