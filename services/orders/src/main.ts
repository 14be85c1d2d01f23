import { runService } from '@o2c/messaging';
import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { OrdersModule } from './orders.module.js';

runMain(() => runService(OrdersModule, 'orders', config));
