import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError, type Fact } from '@o2c/contracts';
import { pageOf, PositionPage, Requires, type PageRequest } from '@o2c/runtime';
import { summaryOf } from './domain/summary.js';
import { FactLog, type LoggedFact } from './fact-log.store.js';
import { FactPageDto, FactsQuery, TimelineDto, type FactDto } from './facts.dto.js';

/** What happened, as it was recorded. */
@ApiTags('analytics')
@Controller('v1')
export class FactsController {
  constructor(private readonly log: FactLog) {}

  @Get('events')
  @Requires('analytics:read')
  @ApiOperation({ summary: 'Replay the log of all facts after a position' })
  @ApiOkResponse({ type: FactPageDto })
  async events(
    @Query() { type }: FactsQuery,
    @PositionPage() { after, limit }: PageRequest,
  ): Promise<FactPageDto> {
    const rows = await this.log.after(positionIn(after), limit + 1, type);
    return pageOf(rows.map(view), limit, ({ position }) => String(position));
  }

  @Get('orders/:order/timeline')
  @Requires('orders:read')
  @ApiOperation({ summary: "An order's whole story, from the facts of all services" })
  @ApiOkResponse({ type: TimelineDto })
  async timeline(@Param('order') name: string): Promise<TimelineDto> {
    const order = await this.log.orderId(name);
    const facts = order === undefined ? [] : await this.log.ofOrder(order);
    if (facts.length === 0) throw new DomainError('order.unknown', `No order ${name}`);
    const items = facts.map((fact) => ({
      ...view(fact),
      summary: summaryOf(fact as unknown as Fact),
    }));
    return { items, next: null };
  }
}

function view(fact: LoggedFact): FactDto {
  const documentTime = fact.documentTime?.toISOString() ?? null;
  return { ...fact, time: fact.time.toISOString(), documentTime };
}

function positionIn(after = '0'): number {
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw new DomainError('page.invalid', 'after must be `next` of the page before');
}
