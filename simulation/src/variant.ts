import { commandOf } from '@o2c/orders/domain/incoming';
import type { EventType } from '@o2c/contracts';
import { BILLING_RULES, type BillingRules } from './memory/billing-in-memory.js';
import { CREDIT_RULES, type CreditRules } from './memory/credit-in-memory.js';
import { INVENTORY_RULES, type InventoryRules } from './memory/inventory-in-memory.js';
import { ORDER_RULES, ORDERS_HEARD, type OrderRules } from './memory/orders-in-memory.js';
import { RECEIVABLES_RULES, type ReceivablesRules } from './memory/receivables-in-memory.js';
import { SHIPPING_RULES, type ShippingRules } from './memory/shipping-in-memory.js';
import { ALL_GUARDS, type Guards } from './shell/guards.js';

/** The rules of all services and the guards of the shell; a planted bug is another variant. */
export type Variant = {
  readonly guards: Guards;
  readonly orders: OrderRules;
  readonly credit: CreditRules;
  readonly inventory: InventoryRules;
  readonly shipping: ShippingRules;
  readonly billing: BillingRules;
  readonly receivables: ReceivablesRules;
  /** What orders hears, and what that asks of it. */
  readonly heard: readonly EventType[];
  readonly commandOf: typeof commandOf;
};

/** The product as it is. */
export const PRODUCT: Variant = {
  guards: ALL_GUARDS,
  orders: ORDER_RULES,
  credit: CREDIT_RULES,
  inventory: INVENTORY_RULES,
  shipping: SHIPPING_RULES,
  billing: BILLING_RULES,
  receivables: RECEIVABLES_RULES,
  heard: ORDERS_HEARD,
  commandOf,
};
