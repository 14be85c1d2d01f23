import { ApiProperty } from '@nestjs/swagger';
import { TimelineItemDto } from '../facts.dto.js';

/** An entry of a customer's timeline: the latest fact of an order, or one about the customer. */
export class CustomerTimelineItemDto extends TimelineItemDto {
  @ApiProperty({
    format: 'date-time',
    description: 'where it stands: when the order began, or when the fact happened',
  })
  readonly at!: string;

  @ApiProperty({
    ...{ type: String, format: 'uuid', nullable: true },
    description: 'the order whose latest fact it is; null: it is about the customer alone',
  })
  readonly order!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'SO-2026-000123' })
  readonly orderNumber!: string | null;
}

/** A page of a customer's timeline, newest first. */
export class CustomerTimelinePage {
  @ApiProperty({ type: [CustomerTimelineItemDto] })
  readonly items!: CustomerTimelineItemDto[];

  @ApiProperty({ type: String, nullable: true, description: 'goes into ?after=' })
  readonly next!: string | null;
}
