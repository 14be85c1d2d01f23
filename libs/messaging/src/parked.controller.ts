import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  type Type,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { WorkAnswer, WorkQuestion } from '@o2c/contracts';
import { By, Requires, Text, type Caller } from '@o2c/runtime';
import type { ParkedFact } from './parked-desk.js';
import type { ParkedNote } from './parked-work.js';
import { ServiceHost } from './service-host.js';

/** Why an operator replays or discards a parked fact. */
export class DecisionDto {
  @Text({ min: 1, max: 500, doc: 'why' })
  readonly reason!: string;
}

/** Parked facts of a service, which the gateway joins for operators. */
export function parkedController(name: string): Type {
  @ApiExcludeController()
  @Requires('operations')
  @Controller(`internal/${name}`)
  class ParkedController {
    constructor(@Inject(ServiceHost) private readonly host: ServiceHost) {}

    @Get('parked-facts')
    list(
      @Query('status') status = 'parked',
      @Query('after') after?: string,
      @Query('limit') limit = '50',
    ): Promise<ParkedFact[]> {
      return this.host.parked.list(status, after, Number(limit));
    }

    @Get('parked-facts/of/:order')
    ofOrder(@Param('order') order: string): Promise<ParkedNote[]> {
      return this.host.parked.ofOrder(order);
    }

    @Post('parked-work')
    @HttpCode(200)
    work(@Body() { question }: { readonly question: WorkQuestion }): Promise<WorkAnswer> {
      return this.host.parked.work(question);
    }

    @Post('parked-facts/:id/replay')
    replay(@Param('id') id: string, @Body() body: DecisionDto, @By() caller: Caller) {
      return this.host.parked.replay(id, { by: caller.actor, reason: body.reason });
    }

    @Post('parked-facts/:id/discard')
    discard(@Param('id') id: string, @Body() body: DecisionDto, @By() caller: Caller) {
      return this.host.parked.discard(id, { by: caller.actor, reason: body.reason });
    }
  }
  return ParkedController;
}
