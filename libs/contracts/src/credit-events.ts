import Type from 'typebox';
import { state } from './event.js';
import { at, eur, ids } from './example-values.js';
import * as v from './values.js';

const optional = Type.Optional;

/** Why an order is not approved: `needed` is what would free it, `owner` who can. */
export const CreditReason = Type.Object({
  code: Type.Union([
    Type.Literal('credit.limit'),
    Type.Literal('credit.overdue'),
    Type.Literal('credit.review_expired'),
    Type.Literal('credit.blocked'),
    Type.Literal('credit.approval_expired'),
    Type.Literal('credit.currency'),
  ]),
  message: Type.String(),
  needed: optional(v.Money),
  owner: Type.String(),
  action: optional(Type.String({ description: 'the cheapest way to free it, in words' })),
});
export type CreditReason = Type.Static<typeof CreditReason>;

/**
 * Credit's decision about an order, with the figures that it was made on; `version` is that of the
 * order's snapshot. A hold of an order that has been released is about what was added since.
 */
export const CreditDecision = Type.Object({
  order: v.Id,
  version: optional(Type.Integer({ minimum: 1 })),
  decision: v.Id,
  seller: v.Id,
  customer: v.Id,
  amount: v.Money,
  limit: Type.Union([v.Money, Type.Null()]),
  exposure: v.Money,
  available: Type.Union([v.Money, Type.Null()]),
  reasons: Type.Array(CreditReason),
  decidedAt: v.Instant,
  manual: Type.Boolean(),
  expiresAt: optional(v.Instant),
  hold: optional({ ...v.Id, description: 'a hold: its id, the same until credit approves' }),
  heldSince: optional(v.Instant),
  restated: optional(
    Type.Boolean({ description: 'the same hold for the same reasons, by the figures of now' }),
  ),
});

/** The account as it is now. */
export const CreditAccountSnapshot = Type.Object({
  seller: v.Id,
  customer: v.Id,
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
  limit: Type.Union([v.Money, Type.Null()]),
  blocked: optional(Type.Object({ reason: Type.String() })),
  rules: Type.Object({
    overdue: optional(Type.Object({ amount: v.Money, days: Type.Integer({ minimum: 0 }) })),
    reviewOn: optional(v.DateText),
  }),
});

const approved = {
  order: ids.order,
  version: 1,
  decision: ids.decision,
  seller: ids.seller,
  customer: ids.customer,
  amount: eur('119.00'),
  limit: eur('10000.00'),
  exposure: eur('119.00'),
  available: eur('9881.00'),
  reasons: [],
  decidedAt: at,
  manual: false,
  expiresAt: '2026-05-01T09:30:00.000Z',
};

const held = {
  ...approved,
  exposure: eur('9950.00'),
  available: eur('50.00'),
  reasons: [
    {
      code: 'credit.limit' as const,
      message: 'The order exceeds the available credit by 69.00 EUR',
      needed: eur('69.00'),
      owner: 'credit controller',
      action: 'A payment of 69.00 EUR or a limit raised by it, or release by a credit controller',
    },
  ],
  hold: ids.hold,
  heldSince: at,
};

/** What credit says: decisions about orders, and its accounts. */
export const creditEvents = {
  /** The order's amount is reserved within the limit, or by a controller's decision. */
  CreditApproved: state('credit', 'credit-decision', CreditDecision, (d) => d.order, approved),
  /** The order waits for room or for a controller; every reason is named. */
  CreditHeld: state('credit', 'credit-decision', CreditDecision, (d) => d.order, held),
  /** A controller refused credit for the order. */
  CreditRejected: state('credit', 'credit-decision', CreditDecision, (d) => d.order, held),
  /** Limit, rules or block of an account changed; it begins as `CustomerRegistered` says. */
  CreditLimitChanged: state(
    'credit',
    'credit-account',
    CreditAccountSnapshot,
    (d) => `${d.seller}:${d.customer}`,
    {
      seller: ids.seller,
      customer: ids.customer,
      currency: 'EUR',
      limit: eur('10000.00'),
      rules: {},
    },
  ),
};
