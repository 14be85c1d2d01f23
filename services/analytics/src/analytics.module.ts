import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { FactLog } from './fact-log.store.js';
import { FactsConsumer } from './facts.consumer.js';
import { FactsController } from './facts.controller.js';
import { Facts1732300000000 } from './migrations/facts.js';

/** Keeps every fact, and answers from them. */
@Module({
  imports: [ServiceModule.for({ name: 'analytics', migrations: [Facts1732300000000] })],
  controllers: [FactsController],
  providers: [FactLog, FactsConsumer],
})
export class AnalyticsModule {}
