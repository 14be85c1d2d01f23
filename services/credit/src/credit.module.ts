import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { CreditAudit } from './audit.js';
import { CreditController } from './credit.controller.js';
import { ExpiryJob } from './expiry.job.js';
import { FactsConsumer } from './facts.consumer.js';
import { Credit1732300000000 } from './migrations/credit-1732300000000.js';
import { Credit1764200000000 } from './migrations/credit-1764200000000.js';
import { CreditHolds1764300000000 } from './migrations/credit-holds-1764300000000.js';
import { CreditLines1764400000000 } from './migrations/credit-lines-1764400000000.js';
import { CreditDueDays1764500000000 } from './migrations/credit-due-days-1764500000000.js';
import { HoldsJob } from './holds.job.js';
import { CreditHoldsTold1764600000000 } from './migrations/credit-holds-told-1764600000000.js';
import { WaitingOrdersJob } from './waiting-orders.job.js';

/** Limits, exposure, and the decision about every order. */
@Module({
  imports: [
    ServiceModule.for({
      name: 'credit',
      migrations: [
        ...[Credit1732300000000, Credit1764200000000, CreditHolds1764300000000],
        ...[CreditLines1764400000000, CreditDueDays1764500000000, CreditHoldsTold1764600000000],
      ],
      audit: CreditAudit,
    }),
  ],
  controllers: [CreditController],
  providers: [FactsConsumer, ...[ExpiryJob, HoldsJob, WaitingOrdersJob]],
})
export class CreditModule {}
