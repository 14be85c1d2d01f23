import { join, resolve } from 'node:path';
import { type Logger, startPostgres, type RunningPostgres } from '@o2c/runtime';
import type { StandaloneConfig } from './config.js';

/** The server of DATABASE_URL, or the embedded one with its data under DATA_DIR. */
export async function openServer(
  config: Pick<StandaloneConfig, 'databaseServer' | 'dataDir'>,
  logger: Logger,
): Promise<RunningPostgres> {
  if (config.databaseServer === undefined) {
    return startPostgres({
      dataDir: join(resolve(config.dataDir), 'postgres'),
      log: (line) => logger.info(line),
      warn: (line) => logger.warn(line),
    });
  }
  return { url: config.databaseServer, stop: () => Promise.resolve() };
}
