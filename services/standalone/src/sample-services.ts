import type { Type } from '@nestjs/common';
import { BillingModule } from '@o2c/billing';
import { CreditModule } from '@o2c/credit';
import { InventoryModule } from '@o2c/inventory';
import { OrdersModule } from '@o2c/orders';
import { ReceivablesModule } from '@o2c/receivables';
import { ShippingModule } from '@o2c/shipping';

/** The services that decide; analytics only keeps, and its own tests show the same of it. */
export const RULING: readonly (readonly [string, Type])[] = [
  ['orders', OrdersModule],
  ['credit', CreditModule],
  ['inventory', InventoryModule],
  ['shipping', ShippingModule],
  ['billing', BillingModule],
  ['receivables', ReceivablesModule],
];
