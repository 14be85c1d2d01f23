import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { AllocationJob } from './allocation.job.js';
import { InventoryAudit } from './audit.js';
import { FactsConsumer } from './facts.consumer.js';
import { Inventory1732300000000 } from './migrations/inventory-1732300000000.js';
import { InventoryLines1764400000000 } from './migrations/inventory-lines-1764400000000.js';
import { ReceivingController } from './receiving.controller.js';
import { StockController } from './stock.controller.js';

/** Stock, reservations and backorders. */
@Module({
  imports: [
    ServiceModule.for({
      name: 'inventory',
      migrations: [Inventory1732300000000, InventoryLines1764400000000],
      audit: InventoryAudit,
    }),
  ],
  controllers: [ReceivingController, StockController],
  providers: [FactsConsumer, AllocationJob],
})
export class InventoryModule {}
