import type { DynamicModule, Type } from '@nestjs/common';
import {
  asFlag,
  asInteger,
  asList,
  asPort,
  asSecret,
  asText,
  asUrl,
  buildOpenApi,
  Clock,
  createHttp,
  createLogger,
  databaseUrl,
  Health,
  listen,
  runUntilSignal,
  serveDocs,
  SignedHeaderAuthenticator,
  startTelemetry,
  type Config,
} from '@o2c/runtime';
import { armCrashes, asCrashPlans } from './crash-points.js';
import { KafkaBus } from './kafka-bus.js';
import { PlatformModule, type Platform } from './platform.js';

/** The environment of a service's process. */
export const serviceSettings = {
  port: { env: 'PORT', parse: asPort, default: 0 },
  databaseServer: { env: 'DATABASE_URL', parse: asUrl, secret: true },
  databasePrefix: { env: 'DATABASE_PREFIX', parse: asText, default: 'o2c' },
  maxConnections: { env: 'DATABASE_CONNECTIONS', parse: asInteger(2, 100), default: 10 },
  /** Seconds after which a statement is given up. */
  statementTimeout: { env: 'STATEMENT_TIMEOUT', parse: asInteger(1, 600), default: 30 },
  brokers: { env: 'KAFKA_BROKERS', parse: asList },
  kafkaPrefix: { env: 'KAFKA_PREFIX', parse: asText, default: '' },
  partitions: { env: 'KAFKA_PARTITIONS', parse: asInteger(1, 100), default: 1 },
  replicationFactor: { env: 'KAFKA_REPLICATION', parse: asInteger(1, 9), default: 1 },
  internalSecret: { env: 'INTERNAL_SECRET', parse: asSecret(32), secret: true },
  testClock: { env: 'TEST_CLOCK', parse: asFlag, default: false },
  testCrash: { env: 'TEST_CRASH', parse: asCrashPlans, default: undefined },
  logLevel: { env: 'LOG_LEVEL', parse: asText, default: 'info' },
  telemetry: { env: 'OTEL_EXPORTER_OTLP_ENDPOINT', parse: asUrl, default: undefined },
} as const;

/** A service process's settings, parsed. */
export type ServiceSettings = Config<typeof serviceSettings>;

/** A platform on Kafka for one service; a consumer that is dead for good ends the process. */
export function kafkaPlatform(name: string, settings: ServiceSettings): Platform {
  const logger = createLogger({ service: name, level: settings.logLevel });
  armCrashes(settings.testCrash, settings.testClock);
  const health = new Health();
  const bus = new KafkaBus({
    brokers: settings.brokers,
    prefix: settings.kafkaPrefix,
    clientId: name,
    partitions: settings.partitions,
    replicationFactor: settings.replicationFactor,
    logger,
    health,
    onFatal(error) {
      logger.fatal({ err: error }, 'the consumer will not restart');
      process.exit(1);
    },
  });
  return {
    clock: new Clock(settings.testClock),
    logger,
    health,
    bus,
    maxConnections: settings.maxConnections,
    statementTimeoutMs: settings.statementTimeout * 1_000,
    databaseUrl: (service) =>
      databaseUrl(settings.databaseServer, settings.databasePrefix, service),
  };
}

/** Runs one service as a process of its own, behind the gateway, until a signal ends it. */
export async function runService(
  module: Type | DynamicModule,
  name: string,
  settings: ServiceSettings,
): Promise<void> {
  const telemetry = await startTelemetry({ service: name, endpoint: settings.telemetry });
  const platform = kafkaPlatform(name, settings);
  const { clock, logger, health, bus } = platform;
  const app = await createHttp(moduleOn(platform, module), {
    logger,
    clock,
    health,
    authenticator: new SignedHeaderAuthenticator(settings.internalSecret, clock),
  });
  serveDocs(app, () => buildOpenApi(app, name));
  await app.init();
  await bus.start();
  const address = await listen(app, settings.port);
  process.send?.({ listening: address });
  logger.info({ address }, 'listening');
  runUntilSignal(async () => {
    await bus.stop();
    await app.close();
    await telemetry.stop();
  });
}

/** The module with its platform. */
export function moduleOn(platform: Platform, ...modules: (Type | DynamicModule)[]): DynamicModule {
  return { module: ServiceProcess, imports: [PlatformModule.with(platform), ...modules] };
}

/** The root module of a process. */
class ServiceProcess {}
