import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '@o2c/runtime';
import { mapOf } from '../domain/process-map.js';
import { Parties } from '../party.store.js';
import { beginOf, endOf, refuseBackwards } from '../period.dto.js';
import { ProcessMapQuery, ProcessMapView } from './process-map.dto.js';
import { ProcessMaps } from './process-map.store.js';

/** The process from order to cash, as it really went. */
@ApiTags('analytics')
@Controller('v1/process-map')
export class ProcessMapController {
  constructor(
    private readonly maps: ProcessMaps,
    private readonly parties: Parties,
  ) {}

  @Get()
  @Requires('analytics:read')
  @ApiOperation({ summary: 'Steps of orders, the transitions between them, and their times' })
  @ApiOkResponse({ type: ProcessMapView })
  async map(@Query() { from, to, customer, seller }: ProcessMapQuery): Promise<ProcessMapView> {
    refuseBackwards(from, to);
    const counted = await this.maps.count({
      from: beginOf(from),
      before: endOf(to),
      customer: customer && (await this.parties.customer(customer)),
      seller: seller && (await this.parties.seller(seller)).id,
    });
    return mapOf(counted);
  }
}
