import { ApiProperty } from '@nestjs/swagger';
import { EVENT_TYPES, type EventType } from '@o2c/contracts';
import { Choice, Flag, Int, ListOf, MoneyDto, Text, TextList } from '@o2c/runtime';
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

  @Text({ optional: true, doc: 'orders of this product' })
  readonly sku?: string;
}

class Taken {
  @Int({ min: 0, doc: 'how often it happened' })
  declare readonly count: number;

  @Int({ min: 0, doc: 'in how many orders' })
  declare readonly orders: number;

  @ListOf(() => MoneyDto, { doc: 'gross of these orders, an amount per currency' })
  declare readonly value: readonly MoneyDto[];
}

/** A type of fact. */
export class ProcessStep extends Taken {
  @Text({ doc: 'type of the fact', example: 'OrderPlaced' })
  declare readonly type: string;

  @Int({ min: 0, doc: 'orders whose latest fact it is and that are not over: work in progress' })
  declare readonly open: number;
}

/** Two steps, one right after the other. */
export class ProcessTransition extends Taken {
  @Text({ example: 'OrderReleased' })
  declare readonly from: string;

  @Text({ example: 'StockReserved' })
  declare readonly to: string;

  @ApiProperty({
    description:
      'half of them took less; seconds between recorded times, in history of document times',
  })
  declare readonly medianSeconds: number;

  @ApiProperty({ description: 'nine of ten took less' })
  declare readonly p90Seconds: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'the median of the period before, as long as this one; null without `from` or before',
  })
  declare readonly medianSecondsBefore: number | null;

  @ApiProperty({ description: 'part of the orders that went this way, 0 to 1' })
  declare readonly share: number;
}

/** A way from the first fact of an order to its last so far. */
export class ProcessVariant {
  @TextList({ doc: 'types of facts', example: ['OrderPlaced', 'CreditApproved'] })
  declare readonly path: readonly string[];

  @Int({ min: 0, doc: 'orders that went it' })
  declare readonly count: number;

  @ApiProperty({ description: 'part of the orders, 0 to 1' })
  declare readonly share: number;

  @ListOf(() => MoneyDto, { doc: 'gross of these orders, an amount per currency' })
  declare readonly value: readonly MoneyDto[];

  @TextList({ doc: 'steps taken more than once, such as a second invoice; not a hold that stays' })
  declare readonly rework: readonly string[];

  @TextList({ doc: 'the same in words', example: ['part shipment', 'second invoice'] })
  declare readonly reworkInWords: readonly string[];
}

/** The transition with the highest median of those that one order in twenty took. */
export class SlowestTransition {
  @Text() declare readonly from: string;
  @Text() declare readonly to: string;
  @ApiProperty() declare readonly medianSeconds: number;
  @Text({ example: 'Orders wait longest between invoiced and payment received: half of them …' })
  declare readonly sentence: string;
}

/** What happened to orders, counted from the facts of all services. */
export class ProcessMapView {
  @Int({ min: 0, doc: 'orders on the map' })
  declare readonly orders: number;

  @ApiProperty({ type: [ProcessStep], description: 'most frequent first' })
  declare readonly steps: readonly ProcessStep[];

  @ApiProperty({ type: [ProcessTransition], description: 'most frequent first' })
  declare readonly transitions: readonly ProcessTransition[];

  @ApiProperty({ type: [ProcessVariant], description: 'the 50 most frequent' })
  declare readonly variants: readonly ProcessVariant[];

  @ApiProperty({ type: SlowestTransition, nullable: true })
  declare readonly slowest: SlowestTransition | null;
}

/** Which orders of the map are wanted: those of a step, or of a transition. */
export class MapOrdersQuery extends ProcessMapQuery {
  @Choice(EVENT_TYPES, { optional: true, doc: 'orders that took this step' })
  readonly step?: EventType;

  @Flag({ optional: true, doc: 'with `step`: only those that are there now and are not over' })
  readonly open?: boolean;

  @Choice(EVENT_TYPES, { optional: true, doc: 'orders that went from this step …' })
  readonly fromStep?: EventType;

  @Choice(EVENT_TYPES, { optional: true, doc: '… to this one' })
  readonly toStep?: EventType;
}

/** An order of the map. */
export class MapOrderView {
  @ApiProperty({ format: 'uuid' }) readonly order!: string;
  @ApiProperty({ example: 'SO-2026-000123' }) readonly number!: string;
  @ApiProperty({ format: 'uuid' }) readonly customer!: string;
  @ApiProperty({ type: String, nullable: true }) readonly customerName!: string | null;
  @ApiProperty({ example: 'released' }) readonly status!: string;
  @ApiProperty({ type: MoneyDto, nullable: true }) readonly value!: MoneyDto | null;
  @ApiProperty({
    description: 'how long it waited there; after its latest step, how long it has waited so far',
  })
  readonly seconds!: number;
  @ApiProperty({ format: 'date-time', description: 'recorded time of its latest fact' })
  readonly at!: string;
}

/** Orders of the map, slowest first. */
export class MapOrderPage {
  @ApiProperty({ type: [MapOrderView] }) readonly items!: MapOrderView[];
  @ApiProperty({ type: String, nullable: true }) readonly next!: string | null;
}
