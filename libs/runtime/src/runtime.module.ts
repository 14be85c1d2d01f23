import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { Clock } from './clock.js';
import { Health } from './health.js';
import { HealthController } from './health.controller.js';

export type RuntimeParts = {
  readonly clock: Clock;
  readonly health?: Health | undefined;
  /** The module of the business, placed below. */
  readonly module?: Type | DynamicModule | undefined;
};

/** Gives `Clock` and `Health` to every module of the process, and answers `/health`. */
@Module({})
export class RuntimeModule {
  static with({ clock, health = new Health(), module }: RuntimeParts): DynamicModule {
    return {
      module: RuntimeModule,
      global: true,
      imports: module ? [module] : [],
      controllers: [HealthController],
      providers: [
        { provide: Clock, useValue: clock },
        { provide: Health, useValue: health },
      ],
      exports: [Clock, Health],
    };
  }
}
