import { ApiProperty } from '@nestjs/swagger';
import type { Blocker } from '@o2c/contracts';
import { ListOf, MoneyField, QuantityField, Text } from '@o2c/runtime';

/** One reason why an order does not go on. */
export class BlockerDto implements Blocker {
  @ApiProperty({
    example: 'credit.limit',
    description:
      'credit.…, order.duplicate, stock.backordered, stock.short, shipment.late, ' +
      'invoice.overdue, payment.short, item.disputed, fact.parked',
  })
  declare readonly code: string;

  @ApiProperty({ example: 'credit', description: 'the service that said so' })
  declare readonly service: string;

  @ApiProperty({ example: 'CreditHeld', description: 'type of the fact' })
  declare readonly event: string;

  @ApiProperty({ example: 'The order exceeds the available credit by 69.00 EUR' })
  declare readonly message: string;

  @ApiProperty({ format: 'date-time', description: 'since when the order waits for it' })
  declare readonly since: string;

  @ApiProperty({ format: 'date-time', description: 'when its figures were true' })
  declare readonly asOf: string;

  @ApiProperty({ example: 'credit controller', description: 'role that can free it' })
  declare readonly owner: string;

  @ApiProperty({ example: 'A payment of 1240.00 EUR on INV-77', description: 'cheapest way out' })
  declare readonly action: string;

  @MoneyField({ optional: true, doc: 'what would free it' })
  declare readonly needed?: Blocker['needed'];

  @Text({ optional: true, doc: 'the hold, to be released or rejected' })
  declare readonly hold?: string;

  @ApiProperty({ required: false, type: 'integer' })
  declare readonly line?: number;

  @Text({ optional: true })
  declare readonly sku?: string;

  @QuantityField({ optional: true, doc: 'how much lacks' })
  declare readonly quantity?: Blocker['quantity'];

  @Text({ optional: true, example: 'INV-2026-000077' })
  declare readonly document?: string;

  @Text({ optional: true, doc: 'where the thing itself can be read' })
  declare readonly link?: string;
}

/** Why an order is stuck; empty while it is merely in progress. */
export class BlockersDto {
  @ListOf(() => BlockerDto)
  declare readonly blockers: readonly BlockerDto[];
}
