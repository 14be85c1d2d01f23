import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { ReceivablesAudit } from './audit.js';
import { FactsConsumer } from './facts.consumer.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { FailedLetters1764500000000 } from './migrations/failed-letters-1764500000000.js';
import { Receivables1732300000000 } from './migrations/receivables-1732300000000.js';
import { WaitingPayments1764600000000 } from './migrations/waiting-payments-1764600000000.js';
import { AgingController } from './open-items/aging.controller.js';
import { OpenItemsController } from './open-items/open-items.controller.js';
import { ApplicationsController } from './payments/applications.controller.js';
import { BehaviourController } from './payments/behaviour.controller.js';
import { PaymentsController } from './payments/payments.controller.js';
import { WaitingPaymentsJob } from './payments/waiting-payments.job.js';
import { mailConfig } from './reminders/config.js';
import { DailyRemindersJob } from './reminders/daily-reminders.job.js';
import { LettersController } from './reminders/letters.controller.js';
import { Mailer, mailerFor } from './reminders/mailer.js';
import { ReminderLettersJob } from './reminders/reminder-letters.job.js';
import { RemindersController } from './reminders/reminders.controller.js';

/** Open items, payments, the ledger between them, and reminders. */
@Module({
  imports: [
    ServiceModule.for({
      name: 'receivables',
      migrations: [
        Receivables1732300000000,
        FailedLetters1764500000000,
        WaitingPayments1764600000000,
      ],
      audit: ReceivablesAudit,
    }),
  ],
  controllers: [
    OpenItemsController,
    AgingController,
    PaymentsController,
    ApplicationsController,
    BehaviourController,
    LedgerController,
    RemindersController,
    LettersController,
  ],
  providers: [
    FactsConsumer,
    WaitingPaymentsJob,
    DailyRemindersJob,
    ReminderLettersJob,
    { provide: Mailer, useFactory: () => mailerFor(mailConfig()) },
  ],
})
export class ReceivablesModule {}
