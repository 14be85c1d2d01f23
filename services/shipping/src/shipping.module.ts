import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { ShippingAudit } from './audit.js';
import { FactsConsumer } from './facts.consumer.js';
import { Shipping1732300000000 } from './migrations/shipping-1732300000000.js';
import { ShippingLines1764400000000 } from './migrations/shipping-lines-1764400000000.js';
import { PapersController } from './papers/papers.controller.js';
import { ShipmentsController } from './shipments/shipments.controller.js';
import { Shipping } from './shipping.store.js';

/** Shipments: planned from what is promised, shipped, delivered or voided. */
@Module({
  imports: [
    ServiceModule.for({
      name: 'shipping',
      migrations: [Shipping1732300000000, ShippingLines1764400000000],
      audit: ShippingAudit,
    }),
  ],
  controllers: [ShipmentsController, PapersController],
  providers: [Shipping, FactsConsumer],
})
export class ShippingModule {}
