import { ApiProperty } from '@nestjs/swagger';

/** A fact of the log. */
export class FactDto {
  @ApiProperty({ description: 'position in the log, gapless' })
  readonly position!: number;

  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 'orders' })
  readonly source!: string;

  @ApiProperty({ example: 'OrderPlaced' })
  readonly type!: string;

  @ApiProperty({ description: 'id of the thing that the fact is about' })
  readonly subject!: string;

  @ApiProperty({ description: "the producer's position, gapless over all its types" })
  readonly sequence!: number;

  @ApiProperty({ format: 'date-time' })
  readonly time!: string;

  @ApiProperty({ type: String, nullable: true, description: 'who acted; null: the system itself' })
  readonly actor!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'the fact that this one follows from' })
  readonly causationId!: string | null;

  @ApiProperty({ type: Object })
  readonly data!: Record<string, unknown>;
}

/** A page of facts. */
export class FactPageDto {
  @ApiProperty({ type: [FactDto] })
  readonly items!: FactDto[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}
