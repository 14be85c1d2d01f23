import { runService } from '@o2c/messaging';
import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { BillingModule } from './billing.module.js';

runMain(() => runService(BillingModule, 'billing', config));
