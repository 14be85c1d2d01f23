export type { LineTotals } from './apportion.js';
export type { TaxBreakdown } from './breakdown.js';
export { creditorReference, isCreditorReference } from './creditor-reference.js';
export type { RateClass, RateKey, TaxRate } from './rate.js';
export { rateOn } from './rate.js';
export { share } from './share.js';
export { dueDate, isTerms } from './terms.js';
export type { DocumentCharge, DocumentContent, DocumentLine, DocumentTotals } from './totals.js';
export { totals } from './totals.js';
