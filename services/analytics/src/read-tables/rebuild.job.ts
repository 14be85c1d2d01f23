import { Injectable } from '@nestjs/common';
import { Every } from '@o2c/messaging';
import { Rebuild } from './rebuild.store.js';

/** Fills read tables that a migration made, or whose rebuild was broken off. */
@Injectable()
export class RebuildJob {
  constructor(private readonly rebuild: Rebuild) {}

  @Every(60, 'rebuild')
  async resume(_: Date): Promise<void> {
    await this.rebuild.resume();
  }
}
