import { ApiProperty } from '@nestjs/swagger';
import { Int, Text, TextList } from '@o2c/runtime';
import { PeriodEndField } from '../period.dto.js';

/** Which orders are on the map. */
export class ProcessMapQuery {
  @PeriodEndField('orders that began on this day (UTC) or at this instant, or later')
  readonly from?: string;

  @PeriodEndField('orders that began up to the end of this day (UTC), or before this instant')
  readonly to?: string;

  @Text({ optional: true, doc: 'id or number' })
  readonly customer?: string;

  @Text({ optional: true, doc: 'id or number' })
  readonly seller?: string;
}

/** A type of fact. */
export class ProcessStep {
  @Text({ doc: 'type of the fact', example: 'OrderPlaced' })
  readonly type!: string;

  @Int({ min: 0, doc: 'how often it happened' })
  readonly count!: number;

  @Int({ min: 0, doc: 'in how many orders' })
  readonly orders!: number;
}

/** Two steps, one right after the other. */
export class ProcessTransition {
  @Text({ example: 'OrderReleased' })
  readonly from!: string;

  @Text({ example: 'StockReserved' })
  readonly to!: string;

  @Int({ min: 0, doc: 'how often' })
  readonly count!: number;

  @Int({ min: 0, doc: 'in how many orders' })
  readonly orders!: number;

  @ApiProperty({ description: 'half of them took less; seconds, of history between its documents' })
  readonly medianSeconds!: number;

  @ApiProperty({ description: 'nine of ten took less' })
  readonly p90Seconds!: number;

  @ApiProperty({ description: 'part of the orders that went this way, 0 to 1' })
  readonly share!: number;
}

/** A way from the first fact of an order to its last so far. */
export class ProcessVariant {
  @TextList({ doc: 'types of facts', example: ['OrderPlaced', 'CreditApproved'] })
  readonly path!: readonly string[];

  @Int({ min: 0, doc: 'orders that went it' })
  readonly count!: number;

  @ApiProperty({ description: 'part of the orders, 0 to 1' })
  readonly share!: number;

  @TextList({ doc: 'steps taken more than once, such as a second invoice' })
  readonly rework!: readonly string[];
}

/** The transition with the highest median, of those that one order in twenty took or more. */
export class SlowestTransition {
  @Text() readonly from!: string;

  @Text() readonly to!: string;

  @ApiProperty() readonly medianSeconds!: number;
}

/** What happened to orders, counted from the facts of all services. */
export class ProcessMapView {
  @Int({ min: 0, doc: 'orders on the map' })
  readonly orders!: number;

  @ApiProperty({ type: [ProcessStep], description: 'most frequent first' })
  readonly steps!: readonly ProcessStep[];

  @ApiProperty({ type: [ProcessTransition], description: 'most frequent first' })
  readonly transitions!: readonly ProcessTransition[];

  @ApiProperty({ type: [ProcessVariant], description: 'the 50 most frequent' })
  readonly variants!: readonly ProcessVariant[];

  @ApiProperty({ type: SlowestTransition, nullable: true })
  readonly slowest!: SlowestTransition | null;
}
