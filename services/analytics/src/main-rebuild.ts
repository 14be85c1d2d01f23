import { join, resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { InProcessBus, moduleOn, type Platform } from '@o2c/messaging';
import {
  Clock,
  createLogger,
  databaseUrl,
  Health,
  NestLogger,
  runMain,
  RuntimeModule,
  startPostgres,
} from '@o2c/runtime';
import { AnalyticsModule } from './analytics.module.js';
import { config } from './read-tables/config.js';
import { Rebuild } from './read-tables/rebuild.store.js';

/** Empties the read tables and fills them again from the log; services may run meanwhile. */
runMain(async () => {
  const logger = createLogger({ service: 'rebuild', level: config.logLevel, pretty: true });
  const server = await openServer();
  const [clock, health] = [new Clock(), new Health()];
  const platform: Platform = {
    ...{ clock, logger, health, bus: new InProcessBus(logger), maxConnections: 4 },
    databaseUrl: (service) => databaseUrl(server.url, config.databasePrefix, service),
  };
  const module = moduleOn(platform, AnalyticsModule);
  const app = await NestFactory.createApplicationContext(
    RuntimeModule.with({ clock, health, module }),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  const rebuild = app.get(Rebuild, { strict: false });
  const { target } = await rebuild.begin();
  await rebuild.resume(({ done }) => process.stdout.write(`\r${done} of ${target} facts`));
  process.stdout.write(`\rThe read tables are made anew from ${target} facts\n`);
  await app.close();
  await server.stop();
});

async function openServer() {
  if (config.databaseServer === undefined) {
    return startPostgres({ dataDir: join(resolve(config.dataDir), 'postgres') });
  }
  return { url: config.databaseServer, stop: () => Promise.resolve() };
}
