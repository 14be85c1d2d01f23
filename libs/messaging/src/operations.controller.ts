import { Body, Controller, Get, Inject, Post, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Clock, Requires, Text } from '@o2c/runtime';
import { DomainError } from '@o2c/contracts';
import { Audit, type AuditIdentity, type AuditSum } from './audit.js';
import { ServiceHost, type Heads } from './service-host.js';

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
