import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { By, Clock, InstantField, Requires, type Caller } from '@o2c/runtime';
import { Peers, SERVICES } from './peers.js';

/** A later time for the test clock. */
export class MoveClockDto {
  @InstantField()
  readonly now!: string;
}

/** Moves every service's clock and runs their jobs; there only with TEST_CLOCK=1. */
@ApiExcludeController()
@Controller('v1/test/clock')
export class TestClockController {
  constructor(
    private readonly peers: Peers,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('operations')
  async move(@Body() body: MoveClockDto, @By() caller: Caller): Promise<{ now: string }> {
    this.clock.advanceTo(body.now);
    let now = body.now;
    for (const service of SERVICES) {
      const question = { service, method: 'POST', path: 'clock', caller, body } as const;
      ({ now } = await this.peers.ask<{ now: string }>(question));
    }
    return { now };
  }
}
