import { ApiProperty } from '@nestjs/swagger';
import { Choice, Int, MoneyDto, MoneyField, Text, UuidField } from '@o2c/runtime';

/** Days from the due date of an item to the value date of the money that settled it. */
export const LATENESS = ['early', 'on_time', '1-7', '8-30', '31-60', '60+'] as const;

/** Applications that were so late. */
export class LatenessBucket {
  @Choice(LATENESS)
  readonly name!: string;

  @Int({ doc: 'applications' })
  readonly count!: number;

  @MoneyField()
  readonly amount!: MoneyDto;
}

/** How late a customer pays, from every application of a payment to an item that stands. */
export class BehaviourView {
  @UuidField()
  readonly customer!: string;

  @Text()
  readonly currency!: string;

  @Int({ doc: 'applications' })
  readonly count!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'from due to value date, weighted by amount; below 0 before it; null: none yet',
    example: 12.4,
  })
  readonly averageDaysLate!: number | null;

  @ApiProperty({ type: LatenessBucket, isArray: true })
  readonly buckets!: LatenessBucket[];
}
