import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { moneyJson } from '@o2c/money';
import {
  Clock,
  isInstant,
  isUuid,
  notOfAPage,
  Page,
  pageOf,
  refuseBackwards,
  Requires,
  type PageRequest,
} from '@o2c/runtime';
import { mapOf } from '../domain/process-map.js';
import { Parties } from '../party.store.js';
import { beginOf, endOf } from '../period.dto.js';
import { type MapOrder, MapOrders, type OrdersQuestion } from './map-orders.store.js';
import {
  MapOrderPage,
  MapOrdersQuery,
  type MapOrderView,
  ProcessMapQuery,
  ProcessMapView,
} from './process-map.dto.js';
import { type MapQuestion, ProcessMaps } from './process-map.store.js';
import { Stories } from './stories.store.js';

/** The process from order to cash, as it really went. */
@ApiTags('analytics')
@Controller('v1/process-map')
export class ProcessMapController {
  constructor(
    private readonly maps: ProcessMaps,
    private readonly orders: MapOrders,
    private readonly stories: Stories,
    private readonly parties: Parties,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('analytics:read')
  @ApiOperation({ summary: 'Steps of orders, the transitions between them, times and value' })
  @ApiOkResponse({ type: ProcessMapView })
  async map(@Query() query: ProcessMapQuery): Promise<ProcessMapView> {
    const question = await this.questionOf(query);
    await this.stories.tell();
    const { ways, waits } = await this.maps.count(question, this.before(question));
    return mapOf(ways, waits);
  }

  @Get('orders')
  @Requires('analytics:read', 'orders:read')
  @ApiOperation({ summary: 'The orders behind a step or a transition of the map, slowest first' })
  @ApiOkResponse({ type: MapOrderPage })
  async list(
    @Query() query: MapOrdersQuery,
    @Page() { after, limit }: PageRequest,
  ): Promise<MapOrderPage> {
    const way = wayIn(query);
    const place = after === undefined ? undefined : placeIn(after);
    const now = place?.now ?? this.clock.iso();
    const question = { ...(await this.questionOf(query)), way, now, after: place, limit };
    await this.stories.tell();
    const rows = await this.orders.list(question);
    const page = pageOf(rows, limit, ({ seconds, order }) => JSON.stringify([seconds, order, now]));
    return { ...page, items: page.items.map(viewOf) };
  }

  private async questionOf(query: ProcessMapQuery): Promise<MapQuestion> {
    const { from, to, customer, seller, sku } = query;
    refuseBackwards(from, to);
    return {
      from: beginOf(from),
      before: endOf(to),
      customer: customer && (await this.parties.customer(customer)),
      seller: seller && (await this.parties.seller(seller)).id,
      sku,
    };
  }

  /**
   * The period before, as long as this one, which may go on until now; none before one that is yet
   * to begin, or that is longer than the years since 1.
   */
  private before(question: MapQuestion): MapQuestion | undefined {
    const { from, before = this.clock.iso() } = question;
    if (from === undefined) return undefined;
    const begin = 2 * Date.parse(from) - Date.parse(before);
    if (begin < FIRST || begin > Date.parse(from)) return undefined;
    return { ...question, from: new Date(begin).toISOString(), before: from };
  }
}

/** Earlier instants are written with more digits. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');

function wayIn({ step, open = false, fromStep, toStep }: MapOrdersQuery): OrdersQuestion['way'] {
  const message = 'name a step, or fromStep and toStep';
  const isStep = step !== undefined && fromStep === undefined && toStep === undefined;
  if (isStep) return { step, isOpen: open };
  if (step === undefined && !open && fromStep !== undefined && toStep !== undefined) {
    return { from: fromStep, to: toStep };
  }
  const fault = { code: 'step.unclear', path: '/step', message };
  throw new DomainError('content.invalid', message, [fault]);
}

function placeIn(cursor: string) {
  const [seconds, order, now] = parsed(cursor);
  const isPlace = typeof seconds === 'number' && isUuid(String(order));
  if (isPlace && isInstant(now)) {
    return { seconds, order: String(order), now };
  }
  throw notOfAPage();
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function viewOf({ minor, currency, seconds, at, ...order }: MapOrder): MapOrderView {
  return {
    ...order,
    value: minor === null || currency === null ? null : moneyJson({ minor, currency }),
    seconds: Math.round(seconds * 1_000) / 1_000,
    at: at.toISOString(),
  };
}
