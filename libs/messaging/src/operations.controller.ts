import { Body, Controller, Get, Inject, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { By, Clock, Requires, Text, type Caller } from '@o2c/runtime';
import { DomainError } from '@o2c/contracts';
import { Audit, type AuditIdentity, type AuditSum } from './audit.js';
import type { ParkedFact } from './parked-desk.js';
import { ServiceHost, type Heads } from './service-host.js';

/** Why an operator replays or discards a parked fact. */
export class DecisionDto {
  @Text({ min: 1, max: 500, doc: 'why' })
  readonly reason!: string;
}

/** A new time for the test clock. */
export class ClockDto {
  @Text({ doc: 'instant, ISO 8601' })
  readonly now!: string;
}

/** What a service answers when the gateway audits. */
export type AuditAnswer = {
  readonly sums: readonly AuditSum[];
  readonly identities: readonly AuditIdentity[];
};

/** The inner surface of a service, which the gateway joins for operators: `/internal/<name>/…`. */
export function operationsController(name: string): Type {
  @ApiExcludeController()
  @Requires('operations')
  @Controller(`internal/${name}`)
  class OperationsController {
    constructor(
      @Inject(ServiceHost) private readonly host: ServiceHost,
      @Inject(Audit) private readonly audit: Audit,
      @Inject(Clock) private readonly clock: Clock,
    ) {}

    @Get('heads')
    heads(): Promise<Heads> {
      return this.host.heads();
    }

    @Get('audit')
    async audited(): Promise<AuditAnswer> {
      return { sums: await this.audit.sums(), identities: await this.audit.identities() };
    }

    @Get('parked-facts')
    list(
      @Query('status') status = 'parked',
      @Query('after') after?: string,
      @Query('limit') limit = '50',
    ): Promise<ParkedFact[]> {
      return this.host.parked.list(status, after, Number(limit));
    }

    @Post('parked-facts/:id/replay')
    replay(@Param('id') id: string, @Body() body: DecisionDto, @By() caller: Caller) {
      return this.host.parked.replay(id, { by: caller.actor, reason: body.reason });
    }

    @Post('parked-facts/:id/discard')
    discard(@Param('id') id: string, @Body() body: DecisionDto, @By() caller: Caller) {
      return this.host.parked.discard(id, { by: caller.actor, reason: body.reason });
    }

    /** Runs every job as of the clock's time. */
    @Post('jobs')
    async runJobs(): Promise<{ now: string }> {
      await this.host.runJobs();
      return { now: this.clock.iso() };
    }

    /** Moves the test clock; unknown without TEST_CLOCK. */
    @Post('clock')
    moveClock(@Body() { now }: ClockDto): { now: string } {
      return advance(this.clock, now);
    }
  }
  return OperationsController;
}

function advance(clock: Clock, now: string): { now: string } {
  if (!clock.movable) throw new DomainError('route.unknown', 'No such route');
  // Services of one process share a clock: the first of them has moved it already.
  if (new Date(now) > clock.now()) clock.advanceTo(now);
  return { now: clock.iso() };
}
