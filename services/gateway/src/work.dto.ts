import { ApiProperty } from '@nestjs/swagger';
import {
  WORK_KINDS,
  WORK_SORTS,
  type WorkCounts,
  type WorkItem,
  type WorkKind,
  type WorkSort,
} from '@o2c/contracts';
import { Choice, MoneyDto, Text } from '@o2c/runtime';

/** Which work is wanted. */
export class WorkQuery {
  @Choice(WORK_KINDS, { optional: true })
  declare readonly kind?: WorkKind;

  @Text({ optional: true, doc: 'role', example: 'credit controller' })
  declare readonly owner?: string;

  @Text({ optional: true, doc: 'id or number' })
  declare readonly customer?: string;

  @Choice(WORK_SORTS, {
    optional: true,
    doc: 'age: longest waiting first (default); amount: largest first, currency by currency',
  })
  declare readonly sort?: WorkSort;
}

/** Who it is about. */
export class WorkCustomerDto {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly number!: string;
  @ApiProperty() readonly name!: string;
}

/** The order that waits. */
export class WorkOrderDto {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly number!: string;
}

/** Something that waits for a person. */
export class WorkItemDto implements WorkItem {
  @ApiProperty({ description: 'stays the same while it waits', example: 'hold:0193…' })
  readonly id!: string;

  @ApiProperty({ enum: WORK_KINDS })
  readonly kind!: WorkKind;

  @ApiProperty({
    description: 'id of what is acted on: hold, order, payment, open item, letter, parked fact',
  })
  readonly subject!: string;

  @ApiProperty({ example: 'credit.limit' })
  readonly code!: string;

  @ApiProperty({ example: 'The order exceeds the available credit by 69.00 EUR' })
  readonly title!: string;

  @ApiProperty({ example: 'credit controller', description: 'role' })
  readonly owner!: string;

  @ApiProperty({ format: 'date-time' })
  readonly since!: string;

  @ApiProperty({ type: MoneyDto, nullable: true, description: 'what is at stake' })
  readonly amount!: WorkItem['amount'];

  @ApiProperty({ type: WorkCustomerDto, required: false })
  readonly customer?: WorkCustomerDto;

  @ApiProperty({ type: WorkOrderDto, required: false })
  readonly order?: WorkOrderDto;

  @ApiProperty({ required: false, description: 'number of a document, reference, or sku' })
  readonly document?: string;

  @ApiProperty({ description: 'the service that said so' })
  readonly service!: string;

  @ApiProperty({ description: 'where the thing itself can be read' })
  readonly link!: string;

  @ApiProperty({ type: [String], description: 'what this key may do about it' })
  readonly actions!: string[];
}

/** A page of work. */
export class WorkPageDto {
  @ApiProperty({ type: [WorkItemDto] })
  readonly items!: WorkItemDto[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'on the first page: how many wait, by kind, of this owner and customer',
    example: { hold: 3 },
  })
  readonly counts!: WorkCounts;
}
