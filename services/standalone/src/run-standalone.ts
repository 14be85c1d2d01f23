import { Admission, ApiKeys, GatewayModule, installShedding } from '@o2c/gateway';
import { armCrashes, InProcessBus, moduleOn, type Platform } from '@o2c/messaging';
import {
  buildOpenApi,
  Clock,
  createHttp,
  createLogger,
  databaseUrl,
  Health,
  listen,
  newSecret,
  runUntilSignal,
  serveDocs,
  startTelemetry,
} from '@o2c/runtime';
import { SERVICES } from './api-document.js';
import type { StandaloneConfig } from './config.js';
import { openServer } from './database-server.js';
import { orStop } from './or-stop.js';
import { welcome } from './welcome.js';

/** Runs every service in this process on one PostgreSQL, until a signal ends it. */
export async function runStandalone(config: StandaloneConfig): Promise<void> {
  const telemetry = await startTelemetry({ service: 'standalone', endpoint: config.telemetry });
  const logger = createLogger({ service: 'standalone', level: config.logLevel, pretty: true });
  armCrashes(config.testCrash, config.testClock);
  const database = await openServer(config, logger);
  const app = await orStop(database, () => serve(config, logger, database.url));
  runUntilSignal(async () => {
    await app.stop();
    await telemetry.stop();
    await database.stop();
  });
}

async function serve(
  config: StandaloneConfig,
  logger: Platform['logger'],
  serverUrl: string,
): Promise<{ stop(): Promise<void> }> {
  const platform = platformOn(serverUrl, config, logger);
  const { clock, health, bus } = platform;
  const gateway = GatewayModule.with({
    settings: { ...config, internalSecret: newSecret() },
    testClock: config.testClock,
  });
  const app = await createHttp(moduleOn(platform, gateway, ...SERVICES), { logger, clock, health });
  const admission = app.get(Admission, { strict: false });
  installShedding(app.getHttpAdapter().getInstance(), config.maxConcurrentRequests, admission);
  serveDocs(app, () => buildOpenApi(app, 'Order to cash'));
  await app.init();
  await bus.start();
  const key = await app.get(ApiKeys, { strict: false }).ensureFirst(config.bootstrapKey);
  const address = await listen(app, config.port);
  process.stdout.write(welcome(address, key));
  const stop = async (): Promise<void> => {
    await bus.stop();
    await app.close();
  };
  return { stop };
}

function platformOn(
  serverUrl: string,
  config: StandaloneConfig,
  logger: Platform['logger'],
): Platform {
  return {
    clock: new Clock(config.testClock),
    logger,
    health: new Health(),
    bus: new InProcessBus(logger),
    maxConnections: config.maxConnections,
    statementTimeoutMs: config.statementTimeout * 1_000,
    databaseUrl: (service) => databaseUrl(serverUrl, config.databasePrefix, service),
  };
}
