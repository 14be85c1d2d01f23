import { ApiProperty } from '@nestjs/swagger';
import { Choice, Text } from '@o2c/runtime';

const STATUSES = ['parked', 'queued', 'replayed', 'discarded'] as const;

/** Which parked facts are wanted. */
export class ParkedFactQuery {
  @Choice(STATUSES, { optional: true, doc: 'default: parked' })
  declare readonly status?: (typeof STATUSES)[number];
}

/** Why a parked fact is replayed or discarded. */
export class ParkedDecisionDto {
  @Text({ min: 1, max: 500, doc: 'why; kept with your name' })
  readonly reason!: string;
}

/** A fact that a service could not handle. */
export class ParkedFactDto {
  @ApiProperty({ description: 'names it for replay and discard', example: 'credit:0193…' })
  readonly id!: string;

  @ApiProperty({ description: 'the service that could not handle it' })
  readonly service!: string;

  @ApiProperty({ enum: STATUSES })
  readonly status!: string;

  @ApiProperty()
  readonly type!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly source!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly subject!: string | null;

  @ApiProperty({ type: Number, nullable: true })
  readonly sequence!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Kafka topic, where there is one' })
  readonly topic!: string | null;

  @ApiProperty({ type: Number, nullable: true })
  readonly partition!: number | null;

  @ApiProperty({ type: String, nullable: true })
  readonly offset!: string | null;

  @ApiProperty()
  readonly code!: string;

  @ApiProperty()
  readonly error!: string;

  @ApiProperty()
  readonly attempts!: number;

  @ApiProperty({ format: 'date-time' })
  readonly since!: string;

  @ApiProperty({ description: 'facts of the same subject that wait behind it' })
  readonly queuedBehind!: number;

  @ApiProperty({ type: String, nullable: true })
  readonly decidedBy!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  readonly decidedAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly reason!: string | null;

  @ApiProperty({ type: Object, nullable: true, description: 'the fact as it came' })
  readonly fact!: unknown;
}

/** A page of parked facts. */
export class ParkedFactPageDto {
  @ApiProperty({ type: [ParkedFactDto] })
  readonly items!: ParkedFactDto[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}
