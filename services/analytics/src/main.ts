import { runService } from '@o2c/messaging';
import { runMain } from '@o2c/runtime';
import { config } from './config.js';
import { AnalyticsModule } from './analytics.module.js';

runMain(() => runService(AnalyticsModule, 'analytics', config));
