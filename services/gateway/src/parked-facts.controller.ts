import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import type { ParkedFact, ServiceName } from '@o2c/messaging';
import { By, Page, pageOf, Requires, type Caller, type PageRequest } from '@o2c/runtime';
import { ParkedDecisionDto, ParkedFactDto, ParkedFactPageDto } from './parked-facts.dto.js';
import { Peers, SERVICES } from './peers.js';

/** Facts that services could not handle, of all services. */
@ApiTags('operations')
@Controller('v1/parked-facts')
export class ParkedFactsController {
  constructor(private readonly peers: Peers) {}

  @Get()
  @Requires('operations')
  @ApiOperation({ summary: 'List parked facts, oldest first' })
  @ApiQuery({
    name: 'status',
    required: false,
    enum: ['parked', 'queued', 'replayed', 'discarded'],
  })
  @ApiOkResponse({ type: ParkedFactPageDto })
  async list(
    @By() caller: Caller,
    @Page() { after, limit }: PageRequest,
    @Query('status') status = 'parked',
  ): Promise<ParkedFactPageDto> {
    const query = new URLSearchParams({ status, limit: String(limit + 1) });
    if (after !== undefined) query.set('after', after);
    const path = `parked-facts?${query}`;
    const lists = await Promise.all(
      SERVICES.map((service) =>
        this.peers.ask<ParkedFact[]>({ service, method: 'GET', path, caller }),
      ),
    );
    const oldest = lists.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
    const page = pageOf(oldest.slice(0, limit + 1), limit, ({ id }) => id);
    return { ...page, items: page.items.map(view) };
  }

  @Post(':id/replay')
  @HttpCode(200)
  @Requires('operations')
  @ApiOperation({ summary: 'Handle a parked fact again, then those queued behind it' })
  @ApiOkResponse({ type: ParkedFactDto })
  replay(@Param('id') id: string, @Body() body: ParkedDecisionDto, @By() caller: Caller) {
    return this.decide(id, 'replay', body, caller);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @Requires('operations')
  @ApiOperation({ summary: 'Give a parked fact up; those queued behind it are handled' })
  @ApiOkResponse({ type: ParkedFactDto })
  discard(@Param('id') id: string, @Body() body: ParkedDecisionDto, @By() caller: Caller) {
    return this.decide(id, 'discard', body, caller);
  }

  private async decide(
    name: string,
    verb: 'replay' | 'discard',
    body: ParkedDecisionDto,
    caller: Caller,
  ): Promise<ParkedFactDto> {
    const { service, id } = parse(name);
    const path = `parked-facts/${id}/${verb}`;
    const fact = await this.peers.ask<ParkedFact>({ service, method: 'POST', path, caller, body });
    return view(fact);
  }
}

function view(fact: ParkedFact): ParkedFactDto {
  return { ...fact, id: `${fact.service}:${fact.id}` };
}

function parse(name: string): { service: ServiceName; id: string } {
  const [service, id] = name.split(':');
  const known = SERVICES.find((one) => one === service);
  if (known && id !== undefined && /^[0-9a-f-]{36}$/i.test(id)) return { service: known, id };
  throw new DomainError('parked_fact.unknown', `No parked fact ${name}`);
}
