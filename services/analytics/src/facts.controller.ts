import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { pageOf, PositionPage, Requires, type PageRequest } from '@o2c/runtime';
import { FactLog } from './fact-log.store.js';
import { factView, positionIn, toldView } from './facts-view.js';
import { FactPageDto, FactsQuery, TimelineDto } from './facts.dto.js';

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
    @Query() { type: types }: FactsQuery,
    @PositionPage() { after, limit }: PageRequest,
  ): Promise<FactPageDto> {
    const rows = await this.log.after(positionIn(after ?? '0'), limit + 1, types);
    return pageOf(rows.map(factView), limit, ({ position }) => String(position));
  }

  @Get('orders/:order/timeline')
  @Requires('orders:read')
  @ApiOperation({ summary: "An order's whole story, from the facts of all services" })
  @ApiOkResponse({ type: TimelineDto })
  async timeline(@Param('order') name: string): Promise<TimelineDto> {
    const order = await this.log.orderId(name);
    const facts = order === undefined ? [] : await this.log.ofOrder(order);
    if (facts.length === 0) throw new DomainError('order.unknown', `No order ${name}`);
    return { items: facts.map(toldView), next: null };
  }
}
