import { ApiProperty } from '@nestjs/swagger';
import { MoneyDto, MoneyField } from '@o2c/runtime';
import { TimelineItemDto } from '../facts.dto.js';

/** A fact behind a figure. */
export class KpiFactDto extends TimelineItemDto {
  @ApiProperty({
    ...{ type: String, format: 'uuid', nullable: true },
    description: 'the order that it is about; null where it names none, such as a payment',
  })
  readonly order!: string | null;

  @MoneyField({
    nullable: true,
    doc: 'what it moves, as its document says it; of an order its value; null without any',
  })
  readonly amount!: MoneyDto | null;
}

/** Facts behind a figure, newest in the log first. */
export class KpiFactPage {
  @ApiProperty({ type: [KpiFactDto] })
  readonly items!: readonly KpiFactDto[];

  @ApiProperty({ type: String, nullable: true, description: 'goes into ?after=' })
  readonly next!: string | null;
}
