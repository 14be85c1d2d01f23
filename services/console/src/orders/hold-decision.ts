import { client } from '../api.js';

/** What people often give as the reason of a decision about a hold. */
export const HOLD_REASONS = {
  release: [
    ...['Payment confirmed by phone', 'Good record'],
    ...['Checked with the customer', 'Limit is being raised'],
  ],
  reject: ['No payment in sight', 'Ordered twice'],
} as const;

/** Lifts the hold, or rejects the order for good. */
export function decideHold(
  verb: keyof typeof HOLD_REASONS,
  hold: string,
  reason: string,
): Promise<unknown> {
  return client.call(`POST /v1/holds/{id}/${verb}`, { path: { id: hold }, body: { reason } });
}
