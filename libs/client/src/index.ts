export type * from './api-types.js';
export { type Answer, Client, type ClientOptions } from './client.js';
export { eachOf } from './each-of.js';
export type { AnswerOf, InputOf, Inputs, OperationName, Query } from './operation.js';
export { pause } from './patience.js';
export { type Fault, Problem, type ProblemDocument } from './problem.js';
export type {
  Address,
  Audit,
  BatchResult,
  BatchReply,
  CreditNote,
  Customer,
  Hold,
  Invoice,
  OpenItem,
  Order,
  OrderLine,
  OrderStatus,
  Page,
  Payment,
  Product,
  Quantity,
  Seller,
  Shipment,
} from './shapes.js';
