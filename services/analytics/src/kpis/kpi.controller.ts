import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { Clock, Page, pageOf, refuseBackwards, Requires, type PageRequest } from '@o2c/runtime';
import { factsOfKpi } from '../domain/kpi-facts.js';
import { amountsOf, periodOf } from '../domain/money-day.js';
import { positionIn } from '../facts-view.js';
import { Parties } from '../party.store.js';
import { dayIn } from '../period.dto.js';
import { kpiFactView } from './kpi-fact-view.js';
import { KpiFactPage } from './kpi-facts.dto.js';
import { KpiFactLog } from './kpi-facts.store.js';
import { cashKpi, moneyKpis, orderKpis } from './kpi-view.js';
import { KpiQuery, KpisView } from './kpi.dto.js';
import { type KpiQuestion, KpiTables } from './kpi.store.js';

/** Figures with their definitions, from facts alone. */
@ApiTags('analytics')
@Controller('v1/kpis')
export class KpiController {
  constructor(
    private readonly tables: KpiTables,
    private readonly facts: KpiFactLog,
    private readonly parties: Parties,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('analytics:read')
  @ApiOperation({ summary: 'Cycle times, orders by state, holds, DSO in its variants, and cash' })
  @ApiOkResponse({ type: KpisView })
  async kpis(@Query() query: KpiQuery): Promise<KpisView> {
    const { seller, from, to, ...rest } = await this.questionOf(query);
    const period = { from, to };
    const figures = await this.tables.read({ seller, ...period, ...rest });
    const { currency, days, notPastDue, orders, complete } = figures;
    return {
      ...{ ...period, seller: seller.id, currency, complete },
      ...orderKpis(orders),
      ...moneyKpis({ ...amountsOf(days, period), notPastDue }, currency),
      cashPerDay: cashKpi(days, period, currency),
    };
  }

  @Get(':name/facts')
  @Requires('analytics:read')
  @ApiOperation({ summary: 'The facts that a figure is made of, newest in the log first' })
  @ApiOkResponse({ type: KpiFactPage })
  async list(
    @Param('name') name: string,
    @Query() query: KpiQuery,
    @Page() { after, limit }: PageRequest,
  ): Promise<KpiFactPage> {
    const facts = factsOfKpi(name);
    if (!facts) throw new DomainError('kpi.unknown', `No figure ${name}`);
    const below = after === undefined ? Number.MAX_SAFE_INTEGER : positionIn(after);
    const question = await this.questionOf(query);
    const rows = await this.facts.list({ ...question, facts, below, limit });
    const page = pageOf(rows, limit, ({ position }) => String(position));
    return { ...page, items: page.items.map(kpiFactView) };
  }

  private async questionOf(query: KpiQuery): Promise<KpiQuestion> {
    const seller = await this.parties.seller(query.seller);
    const { timeZone } = seller;
    const [first, last] = [dayIn(query.from, timeZone), dayIn(query.to, timeZone)];
    refuseBackwards(first, last);
    const period = periodOf(first, last, this.clock.today(timeZone));
    return { seller, ...period, currency: query.currency };
  }
}
