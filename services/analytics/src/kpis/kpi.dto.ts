import { ApiProperty } from '@nestjs/swagger';
import { DateField, Flag, Int, type MoneyDto, MoneyField, Text } from '@o2c/runtime';
import { PeriodEndField } from '../period.dto.js';

const number = (description: string) => ApiProperty({ type: Number, nullable: true, description });

/** Which figures are wanted. */
export class KpiQuery {
  @PeriodEndField('first day; default: 89 days before the last')
  readonly from?: string;

  @PeriodEndField('last day; default: today in the time zone of the seller')
  readonly to?: string;

  @Text({ optional: true, doc: 'id or number; may be left out while there is one' })
  readonly seller?: string;

  @Text({
    optional: true,
    max: 3,
    pattern: /^[A-Z]{3}$/,
    doc: 'default: the only one, or the seller’s',
  })
  readonly currency?: string;
}

/** What a figure is called and how it is made. */
export class KpiDto {
  @Text({ example: 'dso_period_end' })
  readonly name!: string;

  @Int({ min: 1, doc: 'of the formula' })
  readonly version!: number;

  @Text({ doc: 'the formula in words' })
  readonly definition!: string;
}

/** A span of time that orders take. */
export class CycleTimeKpi extends KpiDto {
  @Int({ min: 0, doc: 'orders measured' })
  readonly count!: number;

  @number('half of them took less')
  readonly medianHours!: number | null;

  @number('nine of ten took less')
  readonly p90Hours!: number | null;
}

/** Orders in one state. */
export class StateCount {
  @Text({ example: 'released' })
  readonly status!: string;

  @Int({ min: 0 })
  readonly count!: number;
}

/** Orders by what they are now. */
export class OrdersByStateKpi extends KpiDto {
  @ApiProperty({ type: [StateCount], description: 'states that no order is in are left out' })
  readonly states!: readonly StateCount[];
}

/** Credit sales of a calendar month, or of the part of it up to the last day. */
export class SalesMonthDto {
  @Text({ example: '2026-03' })
  readonly month!: string;

  @Int({ min: 0 })
  readonly days!: number;

  @MoneyField()
  readonly sales!: MoneyDto;
}

/** What a figure was made of. */
export class KpiParameters {
  @Int({ min: 0, doc: 'of the period' })
  readonly days!: number;

  @MoneyField({ optional: true, doc: 'at the end of the day before the period' })
  readonly receivablesBegin?: MoneyDto;

  @MoneyField({ optional: true, doc: 'at the end of the last day' })
  readonly receivablesEnd?: MoneyDto;

  @MoneyField({ optional: true, doc: 'part of receivablesEnd that was not past due' })
  readonly notPastDue?: MoneyDto;

  @MoneyField({ optional: true, doc: 'of the period' })
  readonly creditSales?: MoneyDto;

  @MoneyField({ optional: true, doc: 'applications less what was taken back' })
  readonly applied?: MoneyDto;

  @MoneyField({ optional: true })
  readonly received?: MoneyDto;

  @ApiProperty({ type: [SalesMonthDto], required: false, description: 'newest first' })
  readonly months?: readonly SalesMonthDto[];
}

/** A figure in days. */
export class DaysKpi extends KpiDto {
  @number('null where nothing was sold')
  readonly days!: number | null;

  @ApiProperty({ type: KpiParameters })
  readonly parameters!: KpiParameters;
}

/** A figure in percent. */
export class PercentKpi extends KpiDto {
  @number('null where there is nothing to compare with')
  readonly percent!: number | null;

  @ApiProperty({ type: KpiParameters })
  readonly parameters!: KpiParameters;
}

/** Cash of a day. */
export class CashDay {
  @DateField()
  readonly on!: string;

  @MoneyField({ doc: 'by value date' })
  readonly received!: MoneyDto;

  @MoneyField({ doc: 'taken back by the bank' })
  readonly reversed!: MoneyDto;

  @MoneyField({ doc: 'paid back to customers' })
  readonly refunded!: MoneyDto;
}

/** Cash by day. */
export class CashPerDayKpi extends KpiDto {
  @MoneyField({ doc: 'received in the period' })
  readonly received!: MoneyDto;

  @ApiProperty({ type: [CashDay] })
  readonly days!: readonly CashDay[];
}

/** How many orders are stopped. */
export class HoldRateKpi extends KpiDto {
  @number('null where nothing was ordered')
  readonly percent!: number | null;

  @Int({ min: 0, doc: 'orders that a hold stopped' })
  readonly held!: number;

  @Int({ min: 0, doc: 'orders of the period' })
  readonly orders!: number;
}

/** Days sales outstanding, and what they could be. */
export class DsoKpis {
  @ApiProperty({ type: DaysKpi })
  readonly periodEnd!: DaysKpi;

  @ApiProperty({ type: DaysKpi })
  readonly average!: DaysKpi;

  @ApiProperty({ type: DaysKpi })
  readonly countback!: DaysKpi;

  @ApiProperty({ type: DaysKpi })
  readonly bestPossible!: DaysKpi;
}

/** Figures of one seller in one currency. */
export class KpisView {
  @DateField()
  readonly from!: string;

  @DateField({ doc: 'the last day' })
  readonly to!: string;

  @Text({ doc: 'id' })
  readonly seller!: string;

  @Text({ doc: 'of all amounts; orders are counted in it only where the request names it' })
  readonly currency!: string;

  @Flag({ doc: 'false while the read tables are being rebuilt: figures are then too low' })
  readonly complete!: boolean;

  @ApiProperty({ type: [CycleTimeKpi], description: 'in the order of the process' })
  readonly cycleTimes!: readonly CycleTimeKpi[];

  @ApiProperty({ type: OrdersByStateKpi })
  readonly ordersByState!: OrdersByStateKpi;

  @ApiProperty({ type: HoldRateKpi })
  readonly holdRate!: HoldRateKpi;

  @ApiProperty({ type: DsoKpis })
  readonly dso!: DsoKpis;

  @ApiProperty({ type: DaysKpi })
  readonly averageDaysDelinquent!: DaysKpi;

  @ApiProperty({ type: PercentKpi })
  readonly collectionEffectiveness!: PercentKpi;

  @ApiProperty({ type: PercentKpi })
  readonly cashApplicationRate!: PercentKpi;

  @ApiProperty({ type: CashPerDayKpi })
  readonly cashPerDay!: CashPerDayKpi;
}
