import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EVENT_TYPES } from '@o2c/contracts';
import {
  By,
  type Caller,
  isInstant,
  isUuid,
  notOfAPage,
  Page,
  pageOf,
  type PageRequest,
  Requires,
} from '@o2c/runtime';
import { maySee } from '../domain/fact-scope.js';
import { toldView } from '../facts-view.js';
import { Parties } from '../party.store.js';
import { type CustomerTimelineItemDto, CustomerTimelinePage } from './customer-timeline.dto.js';
import {
  CustomerTimelines,
  type EntryPlace,
  type TimelineEntry,
} from './customer-timeline.store.js';

/** What happened with one customer. */
@ApiTags('analytics')
@Controller('v1/customers')
export class CustomerTimelineController {
  constructor(
    private readonly timelines: CustomerTimelines,
    private readonly parties: Parties,
  ) {}

  @Get(':id/timeline')
  @Requires('customers:read', 'orders:read')
  @ApiOperation({
    summary: "A customer's timeline: orders and what is about the customer alone, newest first",
    description:
      'Each order is one entry: it stands where it began and tells its latest fact; its own ' +
      'timeline has the others. Between the orders stand the facts about the customer that ' +
      'belong to no order, as far as the key may read what they are about: registered, changed, ' +
      'credit limit, payments of a payer who is known, documents of other systems. History ' +
      'stands at the time of its document.',
  })
  @ApiOkResponse({ type: CustomerTimelinePage })
  async timeline(
    @Param('id') name: string,
    @Page() { after, limit }: PageRequest,
    @By() { scopes }: Caller,
  ): Promise<CustomerTimelinePage> {
    const place = after === undefined ? undefined : placeIn(after);
    const customer = await this.parties.customer(name);
    const types = EVENT_TYPES.filter((type) => maySee(scopes, type));
    const rows = await this.timelines.page({ customer, types, after: place, limit });
    const page = pageOf(rows, limit, ({ at, order, id }) => `${at.toISOString()} ${order ?? id}`);
    return { ...page, items: page.items.map(entryView) };
  }
}

function placeIn(cursor: string): EntryPlace {
  const [at, id = ''] = cursor.split(' ');
  if (isInstant(at) && isUuid(id)) return { at, id };
  throw notOfAPage();
}

function entryView({ at, order, orderNumber, ...fact }: TimelineEntry): CustomerTimelineItemDto {
  return { ...toldView(fact), at: at.toISOString(), order, orderNumber };
}
