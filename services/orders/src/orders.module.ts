import { Module } from '@nestjs/common';
import { ServiceModule } from '@o2c/messaging';
import { OrdersAudit } from './audit.js';
import { CustomerController } from './customers/customer.controller.js';
import { FactsConsumer } from './facts.consumer.js';
import { HoldController } from './holds/hold.controller.js';
import { OrderLines1764400000000 } from './migrations/order-lines-1764400000000.js';
import { Orders1732300000000 } from './migrations/orders-1732300000000.js';
import { Orders1764200000000 } from './migrations/orders-1764200000000.js';
import { Search1764300000000 } from './migrations/search-1764300000000.js';
import { OrderController } from './orders/order.controller.js';
import { ProductController } from './products/product.controller.js';
import { SellerBootstrap } from './sellers/seller-bootstrap.js';
import { SellerController } from './sellers/seller.controller.js';

/** Sellers, customers, products, and the flow of an order. */
@Module({
  imports: [
    ServiceModule.for({
      name: 'orders',
      migrations: [
        Orders1732300000000,
        Orders1764200000000,
        Search1764300000000,
        OrderLines1764400000000,
      ],
      audit: OrdersAudit,
    }),
  ],
  controllers: [
    SellerController,
    CustomerController,
    ProductController,
    OrderController,
    HoldController,
  ],
  providers: [FactsConsumer, SellerBootstrap],
  exports: [SellerBootstrap],
})
export class OrdersModule {}
