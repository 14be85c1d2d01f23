import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { Page, pageOf, Requires, type PageRequest } from '@o2c/runtime';
import { FactLog, type LoggedFact } from './fact-log.store.js';
import { FactPageDto, type FactDto } from './facts.dto.js';

/** What happened, as it was recorded. */
@ApiTags('analytics')
@Controller('v1')
export class FactsController {
  constructor(private readonly log: FactLog) {}

  @Get('events')
  @Requires('analytics:read')
  @ApiOperation({ summary: 'Replay the log of all facts after a position' })
  @ApiQuery({ name: 'type', required: false })
  @ApiOkResponse({ type: FactPageDto })
  async events(
    @Page() { after, limit }: PageRequest,
    @Query('type') type?: string,
  ): Promise<FactPageDto> {
    const rows = await this.log.after(Number(after ?? 0), limit + 1, type);
    return pageOf(rows.map(view), limit, ({ position }) => String(position));
  }

  @Get('orders/:order/timeline')
  @Requires('orders:read')
  @ApiOperation({ summary: "An order's whole story, from the facts of all services" })
  @ApiOkResponse({ type: FactPageDto })
  async timeline(@Param('order') name: string): Promise<FactPageDto> {
    const order = await this.log.orderId(name);
    const facts = order === undefined ? [] : await this.log.ofOrder(order);
    if (facts.length === 0) throw new DomainError('order.unknown', `No order ${name}`);
    return { items: facts.map(view), next: null };
  }
}

function view(fact: LoggedFact): FactDto {
  return { ...fact, time: fact.time.toISOString() };
}
