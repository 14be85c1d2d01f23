import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { Database } from '@o2c/messaging';
import {
  Clock,
  notOfAPage,
  Page,
  type PageOf,
  pageOf,
  type PageRequest,
  Requires,
} from '@o2c/runtime';
import { findStock, listReservations, listStock, type ReservationKey } from './stock-view.store.js';
import {
  ReservationPage,
  ReservationQuery,
  type ReservationView,
  StockPage,
  StockQuery,
  StockView,
} from './stock.dto.js';

/** What there is, what is promised and what can be promised. */
@ApiTags('stock')
@Controller('v1')
@Requires('stock:read')
export class StockController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get('stock')
  @ApiOperation({ summary: 'List stock by sku' })
  @ApiOkResponse({ type: StockPage })
  async list(
    @Query() { backordered }: StockQuery,
    @Page() page: PageRequest,
  ): Promise<PageOf<StockView>> {
    const filter = { ...page, ...(backordered !== undefined && { backordered }) };
    const rows = await listStock(this.database, { after: '', ...filter }, this.today());
    return pageOf(rows, page.limit, ({ sku }) => sku);
  }

  @Get('stock/:sku')
  @ApiOperation({ summary: 'Stock of a sku, and how much could be promised when' })
  @ApiOkResponse({ type: StockView })
  async get(@Param('sku') sku: string): Promise<StockView> {
    const stock = await findStock(this.database, sku, this.today());
    if (!stock) throw new DomainError('stock.unknown', `No stock of ${sku} is kept`);
    return stock;
  }

  @Get('reservations')
  @ApiOperation({ summary: 'List what is promised to orders' })
  @ApiOkResponse({ type: ReservationPage })
  async reservations(
    @Query() filter: ReservationQuery,
    @Page() { after, limit }: PageRequest,
  ): Promise<PageOf<ReservationView>> {
    const start = after === undefined ? undefined : keyIn(after);
    const rows = await listReservations(this.database, filter, start, limit);
    return pageOf(rows, limit, ({ order, line, warehouse }) => `${order}/${line}/${warehouse}`);
  }

  /** Warehouses of several time zones share one list: its days are those of UTC. */
  private today(): string {
    return this.clock.today('UTC');
  }
}

function keyIn(cursor: string): ReservationKey {
  const [, order, line, warehouse] = /^([\da-f-]{36})\/(\d{1,6})\/(.+)$/.exec(cursor) ?? [];
  if (order && warehouse) return { order, line: Number(line), warehouse };
  throw notOfAPage();
}
