import { asCrashPlans } from '@o2c/messaging';
import {
  asFlag,
  asInteger,
  asPort,
  asSecret,
  asText,
  asUrl,
  exitOnConfigError,
  loadConfig,
} from '@o2c/runtime';

/** The environment of `npm start` and `npm run start:kafka`. */
export const config = exitOnConfigError(() =>
  loadConfig(
    {
      port: { env: 'PORT', parse: asPort, default: 3000 },
      dataDir: { env: 'DATA_DIR', parse: asText, default: '.data' },
      bootstrapKey: {
        env: 'BOOTSTRAP_API_KEY',
        parse: asSecret(20),
        default: undefined,
        secret: true,
      },
      databaseServer: { env: 'DATABASE_URL', parse: asUrl, default: undefined, secret: true },
      databasePrefix: { env: 'DATABASE_PREFIX', parse: asText, default: 'o2c' },
      maxConnections: { env: 'DATABASE_CONNECTIONS', parse: asInteger(2, 100), default: 10 },
      statementTimeout: { env: 'STATEMENT_TIMEOUT', parse: asInteger(1, 600), default: 30 },
      brokers: { env: 'KAFKA_BROKERS', parse: asText, default: undefined },
      requestsPerSecond: { env: 'RATE_LIMIT', parse: asInteger(1, 100_000), default: 200 },
      maxConcurrentRequests: { env: 'MAX_REQUESTS', parse: asInteger(1, 100_000), default: 2_000 },
      testClock: { env: 'TEST_CLOCK', parse: asFlag, default: false },
      /** Where processes die, with TEST_CLOCK=1 only: see libs/messaging/src/crash-points.ts. */
      testCrash: { env: 'TEST_CRASH', parse: asCrashPlans, default: undefined },
      logLevel: { env: 'LOG_LEVEL', parse: asText, default: 'warn' },
      telemetry: { env: 'OTEL_EXPORTER_OTLP_ENDPOINT', parse: asUrl, default: undefined },
    },
    process.env,
  ),
);

/** What any process that is started from here needs of its surroundings. */
export const surroundings = {
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  TZ: process.env.TZ ?? 'UTC',
};

/** The environment, parsed. */
export type StandaloneConfig = typeof config;
