export * from './catalogue.js';
export * from './decision.js';
export * from './errors.js';
export * from './event.js';
export * from './schema.js';
export * from './scopes.js';
export type * from './types.js';
export { Address, LineQuantity, RateClass, TaxCategory } from './values.js';
export type { CreditReason } from './credit-events.js';
