import { runService } from '@o2c/messaging';
import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { CreditModule } from './credit.module.js';

runMain(() => runService(CreditModule, 'credit', config));
