import { ApiProperty } from '@nestjs/swagger';

/** One conservation law: both sides are the same once everything has settled. */
export class IdentityDto {
  @ApiProperty({ example: 'credit_open_items' })
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'null for stock' })
  readonly seller!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'ISO 4217; null for stock' })
  readonly currency!: string | null;

  @ApiProperty({ example: '119.00' })
  readonly left!: string;

  @ApiProperty({ example: '119.00' })
  readonly right!: string;

  @ApiProperty({ type: Boolean, nullable: true, description: 'null while facts are in flight' })
  readonly ok!: boolean | null;

  @ApiProperty({ required: false, description: 'where the law first breaks' })
  readonly firstBroken?: string;
}

/** How far a service has come with facts. */
export class HeadsDto {
  @ApiProperty()
  readonly service!: string;

  @ApiProperty({ description: 'last position of its outbox' })
  readonly head!: number;

  @ApiProperty({ description: 'its facts not sent yet' })
  readonly backlog!: number;

  @ApiProperty({ description: "others' facts that it has handled since its process started" })
  readonly handled!: number;

  @ApiProperty({ description: "others' facts that it has not handled yet" })
  readonly lag!: number;

  @ApiProperty({ description: 'facts that came before the fact they need' })
  readonly waiting!: number;

  @ApiProperty()
  readonly followUps!: number;

  @ApiProperty({ description: 'facts that an operator has to decide about' })
  readonly parked!: number;
}

/** The audit of the whole system. */
export class AuditDto {
  @ApiProperty({ type: Boolean, nullable: true, description: 'null while not settled' })
  readonly ok!: boolean | null;

  @ApiProperty({ description: 'nothing was in flight while the sums were read' })
  readonly settled!: boolean;

  @ApiProperty({ type: [IdentityDto] })
  readonly identities!: IdentityDto[];

  @ApiProperty({ type: [HeadsDto] })
  readonly services!: HeadsDto[];
}
