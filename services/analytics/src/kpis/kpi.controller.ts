import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, Requires } from '@o2c/runtime';
import { amountsOf, periodOf } from '../domain/money-day.js';
import { Parties } from '../party.store.js';
import { dayIn, refuseBackwards } from '../period.dto.js';
import { cashKpi, moneyKpis, orderKpis } from './kpi-view.js';
import { KpiQuery, KpisView } from './kpi.dto.js';
import { KpiTables } from './kpi.store.js';

/** Figures with their definitions, from facts alone. */
@ApiTags('analytics')
@Controller('v1/kpis')
export class KpiController {
  constructor(
    private readonly tables: KpiTables,
    private readonly parties: Parties,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('analytics:read')
  @ApiOperation({ summary: 'Cycle times, orders by state, holds, DSO in its variants, and cash' })
  @ApiOkResponse({ type: KpisView })
  async kpis(@Query() query: KpiQuery): Promise<KpisView> {
    const seller = await this.parties.seller(query.seller);
    const { id, timeZone } = seller;
    const [first, last] = [dayIn(query.from, timeZone), dayIn(query.to, timeZone)];
    refuseBackwards(first, last);
    const period = periodOf(first, last, this.clock.today(timeZone));
    const figures = await this.tables.read({ seller, ...period, currency: query.currency });
    const { currency, days, notPastDue, orders, complete } = figures;
    return {
      ...{ ...period, seller: id, currency, complete },
      ...orderKpis(orders),
      ...moneyKpis({ ...amountsOf(days, period), notPastDue }, currency),
      cashPerDay: cashKpi(days, period, currency),
    };
  }
}
