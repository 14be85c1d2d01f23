import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { runGateway } from './run-gateway.js';

runMain(() => runGateway(config));
