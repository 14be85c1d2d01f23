import { ApiProperty } from '@nestjs/swagger';
import { Int, Text } from '@o2c/runtime';

/** Which facts a stream shows, and where it begins. */
export class StreamQuery {
  @Text({ optional: true, max: 2_000, doc: 'types of facts', example: 'OrderPlaced,Shipped' })
  readonly types?: string;

  @Text({ optional: true, doc: 'facts that name this order: its id or number' })
  readonly order?: string;

  @Int({ optional: true, min: 0, doc: 'begin after this position, where no Last-Event-ID is sent' })
  readonly position?: number;
}

/** The `data` of an event of the stream. */
export class StreamedFactDto {
  @ApiProperty({ type: 'integer', description: 'position in the log; also the `id` of the event' })
  readonly position!: number;

  @ApiProperty({ example: 'OrderPlaced', description: 'also the `event`' })
  readonly type!: string;

  @ApiProperty({ description: 'id of the thing that the fact is about' })
  readonly subject!: string;

  @ApiProperty({ format: 'date-time' })
  readonly time!: string;

  @ApiProperty({ description: 'what happened, in one plain sentence' })
  readonly summary!: string;

  @ApiProperty({ required: false, format: 'uuid' })
  readonly order?: string;

  @ApiProperty({ required: false, format: 'uuid' })
  readonly customer?: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'the fact itself' })
  readonly data!: Record<string, unknown>;
}
