import { runService } from '@o2c/messaging';
import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { ReceivablesModule } from './receivables.module.js';

runMain(() => runService(ReceivablesModule, 'receivables', config));
