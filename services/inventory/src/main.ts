import { runService } from '@o2c/messaging';
import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { InventoryModule } from './inventory.module.js';

runMain(() => runService(InventoryModule, 'inventory', config));
