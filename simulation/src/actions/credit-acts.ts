import fc from 'fast-check';
import type { Request, System } from '../system.js';
import { any, kind, pick, rarely, type Kind } from './action.js';
import { CUSTOMERS, eur, SELLER } from './world.js';

const terms = fc.record({
  customer: any,
  limit: fc.option(fc.constantFrom(0, 10_000, 30_000, 100_000), { freq: 5, nil: null }),
  overdue: rarely(4),
  review: rarely(8),
  isBlocked: rarely(6),
  isStale: rarely(12),
});
type TermsInput = typeof terms extends fc.Arbitrary<infer P> ? P : never;

/** What controllers decide about customers, and what passes with time. */
export const CREDIT_ACTS: readonly Kind[] = [
  kind(4, 'change terms', terms, changeTerms),
  kind(2, 'block customer', fc.record({ customer: any, isBlocked: fc.boolean() }), block),
  kind(2, 'expire approvals', fc.constant(null), (system) => {
    const { clock, credit } = system;
    return system.asking(credit, credit.aggregate, ...credit.expired(clock.iso()));
  }),
  kind(2, 'restate holds', fc.constant(null), restateHolds),
];

/** Those who wait are told what is needed now. */
export function restateHolds(system: System): Request {
  const { credit } = system;
  return system.asking(credit, credit.aggregate, ...credit.moved());
}

function changeTerms(system: System, input: TermsInput): Request | undefined {
  const { clock, credit } = system;
  const customer = pick(CUSTOMERS, input.customer);
  if (!customer) return undefined;
  const account = credit.accountOf(customer.customer);
  const rules = {
    ...(input.overdue && { overdue: { amount: eur(1_000), days: 5 } }),
    ...(input.review && { reviewOn: '2026-12-01' }),
  };
  return system.asking(credit, credit.aggregate, {
    ...{ type: 'ChangeTerms', account: null, at: clock.iso(), decision: clock.id() },
    named: { customer: customer.customer, seller: SELLER.seller },
    version: (account?.version ?? 0) - Number(input.isStale),
    terms: {
      limit: input.limit === null ? null : eur(input.limit),
      rules,
      blocked: input.isBlocked ? { reason: 'fraud' } : null,
    },
  });
}

function block(
  system: System,
  input: { customer: number; isBlocked: boolean },
): Request | undefined {
  const { orders } = system;
  const customer = pick(CUSTOMERS, input.customer);
  const row = customer && orders.customers.get(`customers/${customer.customer}`);
  if (!customer || !row || !('data' in row)) return undefined;
  const blocked = input.isBlocked ? { blocked: { reason: 'moved away' } } : {};
  return system.asking(orders, orders.masters.customer, {
    ...{ type: 'Change', id: customer.customer, version: row.version, faults: [] },
    revise: ({ blocked: _, ...now }) => ({ ...now, ...blocked }),
  });
}
