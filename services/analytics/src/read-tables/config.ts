import { asText, asUrl, exitOnConfigError, loadConfig } from '@o2c/runtime';

/** The environment of a rebuild: the server of DATABASE_URL, else the one under DATA_DIR. */
export const config = exitOnConfigError(() =>
  loadConfig(
    {
      dataDir: { env: 'DATA_DIR', parse: asText, default: '.data' },
      databaseServer: { env: 'DATABASE_URL', parse: asUrl, default: undefined, secret: true },
      databasePrefix: { env: 'DATABASE_PREFIX', parse: asText, default: 'o2c' },
      logLevel: { env: 'LOG_LEVEL', parse: asText, default: 'warn' },
    },
    process.env,
  ),
);
