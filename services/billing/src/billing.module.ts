import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { BillingAudit } from './audit.js';
import { CreditNoteController } from './documents/credit-note.controller.js';
import { InvoiceController } from './documents/invoice.controller.js';
import { FactsConsumer } from './facts.consumer.js';
import { Billing1732300000000 } from './migrations/billing-1732300000000.js';

/** Invoices, credit notes and their numbers. */
@Module({
  imports: [
    ServiceModule.for({
      name: 'billing',
      migrations: [Billing1732300000000],
      audit: BillingAudit,
    }),
  ],
  controllers: [InvoiceController, CreditNoteController],
  providers: [FactsConsumer],
})
export class BillingModule {}
