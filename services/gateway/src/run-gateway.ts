import { kafkaPlatform, moduleOn, type ServiceSettings } from '@o2c/messaging';
import { Authenticator, createHttp, listen, runUntilSignal, startTelemetry } from '@o2c/runtime';
import { request } from 'undici';
import { Admission } from './admission.js';
import { ApiKeys } from './api-keys.store.js';
import { GatewayModule } from './gateway.module.js';
import { servePeerDocs } from './peer-docs.js';
import { installProxy } from './proxy.js';
import { installShedding } from './shedding.js';

/** The gateway's environment, parsed. */
export type GatewayProcessSettings = ServiceSettings & {
  readonly bootstrapKey: string | undefined;
  readonly requestsPerSecond: number;
  readonly maxConcurrentRequests: number;
  readonly services: string;
};

/** Runs the gateway as a process of its own in front of the services, until a signal ends it. */
export async function runGateway(settings: GatewayProcessSettings): Promise<void> {
  const telemetry = await startTelemetry({ service: 'gateway', endpoint: settings.telemetry });
  const platform = kafkaPlatform('gateway', settings);
  const { clock, logger, health } = platform;
  const addresses = parseAddresses(settings.services);
  const testClock = settings.testClock;
  const gateway = GatewayModule.with({ settings, addresses, testClock });
  const app = await createHttp(moduleOn(platform, gateway), { logger, clock, health });
  const server = app.getHttpAdapter().getInstance();
  const authenticator = app.get(Authenticator, { strict: false });
  const secret = settings.internalSecret;
  installShedding(server, settings.maxConcurrentRequests, app.get(Admission, { strict: false }));
  const closeProxy = installProxy(server, { addresses, authenticator, secret, clock });
  servePeerDocs(app, Object.values(addresses));
  for (const [service, address] of Object.entries(addresses)) {
    health.add(service, () => checkReady(address));
  }
  await app.init();
  const key = await app.get(ApiKeys, { strict: false }).ensureFirst(settings.bootstrapKey);
  const address = await listen(app, settings.port);
  process.send?.({ listening: address, key });
  runUntilSignal(async () => {
    await app.close();
    await closeProxy();
    await telemetry.stop();
  });
}

function parseAddresses(text: string): Record<string, string> {
  const pairs = text.split(/\s+/).map((pair) => pair.split('=', 2) as [string, string]);
  return Object.fromEntries(pairs);
}

async function checkReady(address: string): Promise<void> {
  const { statusCode, body } = await request(`${address}/health/ready`);
  await body.dump();
  if (statusCode !== 200) throw new Error(`${address} is not ready`);
}
