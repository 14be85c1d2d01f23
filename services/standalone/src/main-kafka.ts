import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { runDistributed } from './run-distributed.js';

runMain(() => runDistributed(config));
