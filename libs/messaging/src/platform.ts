import type { Clock, Health, Logger } from '@o2c/runtime';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { EventBus } from './bus.js';

/** What a process gives to every service that it runs. */
export abstract class Platform {
  abstract readonly clock: Clock;
  abstract readonly logger: Logger;
  abstract readonly health: Health;
  abstract readonly bus: EventBus;
  /** Connections of one service's pool. */
  abstract readonly maxConnections: number;
  /** A statement that takes longer is given up; default 30,000. */
  abstract readonly statementTimeoutMs?: number | undefined;
  /** URL of a service's database; it is created when missing. */
  abstract databaseUrl(service: string): string;
}

/** Makes the platform known to all services of the process. */
@Global()
@Module({})
export class PlatformModule {
  static with(platform: Platform): DynamicModule {
    return {
      module: PlatformModule,
      providers: [{ provide: Platform, useValue: platform }],
      exports: [Platform],
    };
  }
}
