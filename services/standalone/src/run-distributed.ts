import { resolve } from 'node:path';
import { createLogger, freePorts, newSecret, runUntilSignal, startKafka } from '@o2c/runtime';
import { Child } from './child.js';
import { surroundings, type StandaloneConfig } from './config.js';
import { openServer } from './database-server.js';
import { installationId } from './installation.js';
import { orStop } from './or-stop.js';
import { welcome } from './welcome.js';

const SERVICES = [
  'orders',
  'credit',
  'inventory',
  'shipping',
  'billing',
  'receivables',
  'analytics',
] as const;

/** Draining eight processes, a broker and a database takes longer than one process. */
const CLOSE_WITHIN_MS = 30_000;

/** Runs a process per service and a gateway, on Kafka and PostgreSQL, until a signal ends it. */
export async function runDistributed(config: StandaloneConfig): Promise<void> {
  const logger = createLogger({ service: 'start:kafka', level: config.logLevel, pretty: true });
  const log = (line: string): void => logger.info(line);
  const database = await openServer(config, logger);
  const broker = await orStop(database, () => openBroker(config, log));
  const installation = await installationId(database.url, config.databasePrefix);
  const topics = `${installation}.`;
  const env = {
    ...passedOn(config),
    DATABASE_URL: database.url,
    KAFKA_BROKERS: broker.brokers,
    KAFKA_PREFIX: topics,
    INTERNAL_SECRET: newSecret(48),
  };
  const ports = await freePorts(SERVICES.length);
  const children = SERVICES.map((name, index) => {
    return new Child(name, { ...env, PORT: String(ports[index]) }, logger);
  });
  const gateway = new Child('gateway', gatewayEnv(env, config, ports), logger);
  const close = async (): Promise<void> => {
    await gateway.stop();
    await Promise.all(children.map((child) => child.stop()));
    await broker.stop();
    await database.stop();
  };
  runUntilSignal(close, CLOSE_WITHIN_MS);
  try {
    await Promise.all(children.map((child) => child.start()));
    const { listening, key } = await gateway.start();
    process.stdout.write(welcome(listening, key, { brokers: broker.brokers, topics }));
  } catch (error) {
    // Those that did start would live on without us.
    await close();
    throw error;
  }
}

type Env = Readonly<Record<string, string>>;

function gatewayEnv(env: Env, config: StandaloneConfig, ports: readonly number[]): Env {
  const addresses = SERVICES.map((name, index) => `${name}=http://127.0.0.1:${ports[index]}`);
  return {
    ...env,
    PORT: String(config.port),
    SERVICES: addresses.join(' '),
    RATE_LIMIT: String(config.requestsPerSecond),
    MAX_REQUESTS: String(config.maxConcurrentRequests),
    ...(config.bootstrapKey === undefined ? {} : { BOOTSTRAP_API_KEY: config.bootstrapKey }),
  };
}

function passedOn(config: StandaloneConfig): Env {
  return {
    ...surroundings,
    DATABASE_PREFIX: config.databasePrefix,
    DATABASE_CONNECTIONS: String(config.maxConnections),
    STATEMENT_TIMEOUT: String(config.statementTimeout),
    DATA_DIR: resolve(config.dataDir),
    LOG_LEVEL: config.logLevel,
    TEST_CLOCK: config.testClock ? '1' : '0',
    TEST_CRASH: (config.testCrash ?? []).map((plan) => Object.values(plan).join(':')).join(),
    ...(config.telemetry === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: config.telemetry }),
  };
}

type Broker = { readonly brokers: string; stop(): Promise<void> };

/** The brokers of KAFKA_BROKERS, or one of our own with its data under DATA_DIR. */
async function openBroker(config: StandaloneConfig, log: (line: string) => void): Promise<Broker> {
  if (config.brokers === undefined) return startKafka({ dataDir: config.dataDir, log });
  return { brokers: config.brokers, stop: () => Promise.resolve() };
}
