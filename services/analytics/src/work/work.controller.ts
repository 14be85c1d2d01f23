import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { WorkAnswer, WorkQuestion } from '@o2c/contracts';
import { Clock, Requires } from '@o2c/runtime';
import { Parties } from '../party.store.js';
import { WorkTables } from './work.store.js';

/** What waits for a person; the gateway asks, knows who may see what, and adds parked facts. */
@ApiExcludeController()
@Requires('operations')
@Controller('internal/analytics/work')
export class WorkController {
  constructor(
    private readonly tables: WorkTables,
    private readonly parties: Parties,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  async work(@Body() { question }: { readonly question: WorkQuestion }): Promise<WorkAnswer> {
    const { customer: name, ...rest } = question;
    const customer = name === undefined ? undefined : await this.parties.customer(name);
    return this.tables.read({ ...rest, customer }, this.clock.now());
  }
}
