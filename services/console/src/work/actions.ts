import type { Scope } from '../session.js';
import type { WorkItem } from '../answers.js';
import { client } from '../api.js';

/** What can be done about a piece of work without leaving the list. */
export type WorkAction = {
  readonly verb: string;
  /** While it is under way: `Releasing`. */
  readonly doing: string;
  readonly scope: Scope;
  readonly reasons: readonly string[];
  readonly isDangerous?: boolean;
  readonly act: (item: WorkItem, reason: string) => Promise<unknown>;
};

/** What can be done about work of a kind here; other kinds are acted on at their own page. */
export function actionsOf({ kind }: WorkItem): readonly WorkAction[] {
  return ACTIONS[kind] ?? [];
}

/** The page where a piece of work is looked at whole. */
export function pageOf({ kind, subject, order, customer }: WorkItem): string {
  if (kind === 'unapplied_cash') return `/cash/${subject}`;
  if (order) return `/orders/${order.id}`;
  if (kind === 'parked_fact') return '/system';
  return customer ? `/customers/${customer.id}` : '/work';
}

const path = ({ subject }: WorkItem) => ({ id: subject });

const ACTIONS: Readonly<Record<string, readonly WorkAction[]>> = {
  hold: [
    {
      verb: 'Release',
      doing: 'Releasing',
      scope: 'holds:decide',
      reasons: ['Payment confirmed by phone', 'Good record', 'Limit is being raised'],
      act: (item, reason) =>
        client.call('POST /v1/holds/{id}/release', { path: path(item), body: { reason } }),
    },
    {
      verb: 'Reject',
      doing: 'Rejecting',
      scope: 'holds:decide',
      isDangerous: true,
      reasons: ['No payment in sight', 'Ordered twice'],
      act: (item, reason) =>
        client.call('POST /v1/holds/{id}/reject', { path: path(item), body: { reason } }),
    },
  ],
  late_shipment: [
    {
      verb: 'Ship',
      doing: 'Shipping',
      scope: 'shipments:write',
      reasons: [],
      act: shipAll,
    },
  ],
  short_payment: [
    {
      verb: 'Write off',
      doing: 'Writing off',
      scope: 'open-items:write-off',
      isDangerous: true,
      reasons: ['Too small to pursue', 'Bank charges'],
      act: (item, reason) =>
        client.call('POST /v1/open-items/{id}/write-off', { path: path(item), body: { reason } }),
    },
  ],
  failed_email: [
    {
      verb: 'Send again',
      doing: 'Sending',
      scope: 'reminders:write',
      reasons: [],
      act: ({ subject }) => client.post(`/v1/letters/${subject}/send`),
    },
  ],
  parked_fact: [
    {
      verb: 'Replay',
      doing: 'Replaying',
      scope: 'operations',
      reasons: ['The cause is mended'],
      act: (item, reason) =>
        client.call('POST /v1/parked-facts/{id}/replay', { path: path(item), body: { reason } }),
    },
    {
      verb: 'Discard',
      doing: 'Discarding',
      scope: 'operations',
      isDangerous: true,
      reasons: ['Has no effect any more'],
      act: (item, reason) =>
        client.call('POST /v1/parked-facts/{id}/discard', { path: path(item), body: { reason } }),
    },
  ],
};

/** Every shipment of the order that has not left yet. */
async function shipAll({ order }: WorkItem): Promise<void> {
  const { items } = await client.call('GET /v1/shipments', { query: { order: order?.id } });
  const open = items.filter(({ status }) => ['planned', 'picked', 'packed'].includes(status));
  for (const { id } of open)
    await client.call('POST /v1/shipments/{id}/ship', { path: { id }, body: {} });
}
