import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Blocker } from '@o2c/contracts';
import { By, Requires, type Caller } from '@o2c/runtime';
import { BlockersDto } from './blockers.dto.js';
import { parkedOf, type ParkedThere } from './parked-facts.js';
import { inOwnName, Peers } from './peers.js';

/** Why an order is stuck: what its facts say, and the facts of it that nobody could handle. */
@ApiTags('analytics')
@Controller('v1/orders')
export class BlockersController {
  constructor(private readonly peers: Peers) {}

  @Get(':order/blockers')
  @Requires('orders:read')
  @ApiOperation({ summary: 'Why is this order stuck, who can free it, and how?' })
  @ApiOkResponse({ type: BlockersDto })
  async blockers(@Param('order') name: string, @By() caller: Caller): Promise<BlockersDto> {
    const { order, blockers } = await this.peers.ask<{ order: string; blockers: Blocker[] }>({
      service: 'analytics',
      method: 'GET',
      path: `blockers/${encodeURIComponent(name)}`,
      caller: inOwnName(caller),
    });
    const parked = await parkedOf(order, this.peers, caller);
    return { blockers: [...blockers, ...parked.map(parkedBlocker)] };
  }
}

function parkedBlocker({ service, type, since, code }: ParkedThere): Blocker {
  return {
    ...{ code: 'fact.parked', service, event: type, since, asOf: since, owner: 'operator' },
    message: `${service} could not handle ${type}: ${code}`,
    action: 'Mend the cause and replay the fact, or discard it',
    link: '/v1/parked-facts',
  };
}
