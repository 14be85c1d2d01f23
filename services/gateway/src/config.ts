import { serviceSettings } from '@o2c/messaging';
import { asInteger, asSecret, asText, exitOnConfigError, loadConfig } from '@o2c/runtime';

/** The environment of the gateway's process. */
export const config = exitOnConfigError(() =>
  loadConfig(
    {
      ...serviceSettings,
      bootstrapKey: {
        env: 'BOOTSTRAP_API_KEY',
        parse: asSecret(20),
        default: undefined,
        secret: true,
      },
      requestsPerSecond: { env: 'RATE_LIMIT', parse: asInteger(1, 100_000), default: 200 },
      maxConcurrentRequests: { env: 'MAX_REQUESTS', parse: asInteger(1, 100_000), default: 2_000 },
      /** `orders=http://127.0.0.1:4001 credit=…`: where each service listens. */
      services: { env: 'SERVICES', parse: asText },
    },
    process.env,
  ),
);
