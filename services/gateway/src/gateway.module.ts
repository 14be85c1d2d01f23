import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ServiceModule } from '@o2c/messaging';
import { Authenticator, Clock } from '@o2c/runtime';
import { Admission } from './admission.js';
import { ApiKeyAuthenticator } from './key-authenticator.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeys } from './api-keys.store.js';
import { AuditController } from './audit.controller.js';
import { BlockersController } from './blockers.controller.js';
import { BacklogWatch } from './backlog-watch.js';
import { ConsoleController } from './console.controller.js';
import { ConsoleFiles } from './console-files.js';
import { GatewaySettings } from './gateway-settings.js';
import { ApiKeys1732300000000 } from './migrations/api-keys.js';
import { Sessions1732400000000 } from './migrations/sessions.js';
import { ParkedFactsController } from './parked-facts.controller.js';
import { LocalPeers, Peers, RemotePeers } from './peers.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.store.js';
import { TestClockController } from './test-clock.controller.js';
import { WorkController } from './work.controller.js';

export { Admission } from './admission.js';
export { ApiKeys } from './api-keys.store.js';
export { GatewaySettings } from './gateway-settings.js';
export { installProxy } from './proxy.js';
export { installShedding } from './shedding.js';

/** How the gateway reaches the services. */
export type GatewayOptions = {
  readonly settings: GatewaySettings;
  /** Addresses by service; absent where all services are in this process. */
  readonly addresses?: Readonly<Record<string, string>>;
  /** The test clock can be moved through `/v1/test/clock`. */
  readonly testClock: boolean;
};

const MIGRATIONS = [ApiKeys1732300000000, Sessions1732400000000];

const CONTROLLERS: readonly Type[] = [
  ConsoleController,
  SessionController,
  ApiKeysController,
  AuditController,
  BlockersController,
  ParkedFactsController,
  WorkController,
];

/** One address for everything: authentication, rate limits, and what joins all services. */
@Module({})
export class GatewayModule {
  static with({ settings, addresses, testClock }: GatewayOptions): DynamicModule {
    const secret = settings.internalSecret;
    return {
      module: GatewayModule,
      imports: [ServiceModule.for({ name: 'gateway', migrations: MIGRATIONS })],
      controllers: testClock ? [...CONTROLLERS, TestClockController] : [...CONTROLLERS],
      providers: [
        Admission,
        ApiKeys,
        ConsoleFiles,
        Sessions,
        ApiKeyAuthenticator,
        BacklogWatch,
        { provide: Authenticator, useExisting: ApiKeyAuthenticator },
        { provide: GatewaySettings, useValue: settings },
        {
          provide: Peers,
          inject: [HttpAdapterHost, Clock],
          useFactory: (host: HttpAdapterHost, clock: Clock) => {
            const local = new LocalPeers(host, secret, clock);
            return addresses ? new RemotePeers(addresses, local, secret, clock) : local;
          },
        },
      ],
      exports: [ApiKeys, Authenticator],
    };
  }
}
