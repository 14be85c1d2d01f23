import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { type ParkedFact, type RequestContext, type ServiceName, Writes } from '@o2c/messaging';
import {
  By,
  Idempotency,
  Page,
  pageOf,
  Requires,
  type Caller,
  type IdempotencyKey,
  type PageRequest,
} from '@o2c/runtime';
import {
  ParkedDecisionDto,
  ParkedFactDto,
  ParkedFactPageDto,
  ParkedFactQuery,
} from './parked-facts.dto.js';
import { Peers, SERVICES } from './peers.js';

/** Facts that services could not handle, of all services. */
@ApiTags('operations')
@Controller('v1/parked-facts')
export class ParkedFactsController {
  constructor(
    private readonly peers: Peers,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Requires('operations')
  @ApiOperation({ summary: 'List parked facts, oldest first' })
  @ApiOkResponse({ type: ParkedFactPageDto })
  async list(
    @Query() { status = 'parked' }: ParkedFactQuery,
    @By() caller: Caller,
    @Page() { after, limit }: PageRequest,
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
  replay(
    @Param('id') id: string,
    @Body() body: ParkedDecisionDto,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ) {
    return this.decide(id, 'replay', body, { caller, idempotency });
  }

  @Post(':id/discard')
  @HttpCode(200)
  @Requires('operations')
  @ApiOperation({ summary: 'Give a parked fact up; those queued behind it are handled' })
  @ApiOkResponse({ type: ParkedFactDto })
  discard(
    @Param('id') id: string,
    @Body() body: ParkedDecisionDto,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ) {
    return this.decide(id, 'discard', body, { caller, idempotency });
  }

  /** The service decides; the key is kept here, beside its answer. */
  private decide(
    name: string,
    verb: 'replay' | 'discard',
    body: ParkedDecisionDto,
    context: RequestContext,
  ) {
    const { service, id } = parse(name);
    const path = `parked-facts/${id}/${verb}`;
    const question = { service, method: 'POST', path, caller: context.caller, body } as const;
    return this.writes.transact(context, async () => {
      return { status: 200, body: view(await this.peers.ask<ParkedFact>(question)) };
    });
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
