import { setTimeout } from 'node:timers/promises';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { By, Clock, InstantField, Requires, type Caller } from '@o2c/runtime';
import type { Heads, ServiceName } from '@o2c/messaging';
import { isQuiet } from './audit.js';
import { Peers, SERVICES } from './peers.js';

/** A later time for the test clock. */
export class MoveClockDto {
  @InstantField()
  readonly now!: string;
}

const QUIET_TRIES = 200;
const QUIET_PAUSE_MILLISECONDS = 50;

/**
 * Moves every service's clock and runs their jobs; there only with TEST_CLOCK=1. Waits until
 * nothing is in flight: a fact must not be a month old before it arrives.
 */
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
    await this.waitUntilQuiet(caller);
    this.clock.advanceTo(body.now);
    // All clocks first: what a job sets off elsewhere must not be written with an old time.
    for (const path of ['clock', 'jobs']) {
      for (const service of SERVICES) {
        await this.peers.ask({ service, method: 'POST', path, caller, body });
      }
    }
    return { now: this.clock.iso() };
  }

  /** Goes on after ten seconds all the same: something may be waiting for good. */
  private async waitUntilQuiet(caller: Caller): Promise<void> {
    for (let attempt = 0; attempt < QUIET_TRIES; attempt++) {
      const heads = await Promise.all(SERVICES.map((service) => this.headsOf(service, caller)));
      if (heads.every(isQuiet)) return;
      await setTimeout(QUIET_PAUSE_MILLISECONDS);
    }
  }

  private headsOf(service: ServiceName, caller: Caller): Promise<Heads> {
    return this.peers.ask<Heads>({ service, method: 'GET', path: 'heads', caller });
  }
}
