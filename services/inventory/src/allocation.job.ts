import { Injectable } from '@nestjs/common';
import { type Cause, FollowUp, type Outcome, type Tx } from '@o2c/messaging';
import type { AllocateStock } from './domain/allocation.js';
import { carryOutAllocations } from './inventory.store.js';

/** Gives stock that came free to the orders that wait for it. */
@Injectable()
export class AllocationJob {
  @FollowUp('allocate')
  allocate(
    commands: readonly AllocateStock[],
    tx: Tx,
    causes: readonly Cause[],
  ): Promise<readonly Outcome[]> {
    return carryOutAllocations(tx, commands, causes);
  }
}
