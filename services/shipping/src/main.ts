import { runService } from '@o2c/messaging';
import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { ShippingModule } from './shipping.module.js';

runMain(() => runService(ShippingModule, 'shipping', config));
