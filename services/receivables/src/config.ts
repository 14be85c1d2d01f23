import { serviceSettings } from '@o2c/messaging';
import { exitOnConfigError, loadConfig } from '@o2c/runtime';

/** The environment of this process. */
export const config = exitOnConfigError(() => loadConfig(serviceSettings, process.env));
