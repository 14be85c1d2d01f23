import { ApiProperty } from '@nestjs/swagger';
import { EVENT_TYPES, type EventType } from '@o2c/contracts';
import { ChoiceList } from '@o2c/runtime';

/** Which facts are wanted. */
export class FactsQuery {
  @ChoiceList(EVENT_TYPES, {
    ...{ optional: true, min: 1, example: ['Shipped', 'Invoiced'] },
    doc: 'facts of these types alone; repeated for each',
  })
  readonly type?: readonly EventType[];
}

/** A fact of the log. */
export class FactDto {
  @ApiProperty({ type: 'integer', description: 'position in the log, gapless' })
  readonly position!: number;

  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ description: 'the service that says it', example: 'orders' })
  readonly source!: string;

  @ApiProperty({ example: 'OrderPlaced' })
  readonly type!: string;

  @ApiProperty({ description: 'id of the thing that the fact is about' })
  readonly subject!: string;

  @ApiProperty({
    type: 'integer',
    description: "the producer's position, gapless over all its types",
  })
  readonly sequence!: number;

  @ApiProperty({ format: 'date-time' })
  readonly time!: string;

  @ApiProperty({
    ...{ type: String, format: 'date-time', nullable: true },
    description: 'of history, when its document says that it happened; null: it does not say',
  })
  readonly documentTime!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'who acted; null: the system itself' })
  readonly actor!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'the fact that this one follows from' })
  readonly causationId!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly data!: Record<string, unknown>;
}

/** A page of facts. */
export class FactPageDto {
  @ApiProperty({ type: [FactDto] })
  readonly items!: FactDto[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

/** A fact of an order's story. */
export class TimelineItemDto extends FactDto {
  @ApiProperty({ description: 'what happened, in one plain sentence' })
  readonly summary!: string;
}

/** An order's whole story. */
export class TimelineDto {
  @ApiProperty({ type: [TimelineItemDto] })
  readonly items!: TimelineItemDto[];

  @ApiProperty({ type: String, nullable: true, description: 'always null: the story is whole' })
  readonly next!: null;
}
