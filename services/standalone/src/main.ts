import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { runStandalone } from './run-standalone.js';

runMain(() => runStandalone(config));
