import { moneyJson, zero } from '@o2c/money';
import type { WorkItemDto } from '@o2c/client';
import type { ReactNode } from 'react';
import { client } from '../api.js';
import { ApplyHere } from '../cash/apply-here.js';
import { decideHold, HOLD_REASONS } from '../orders/hold-decision.js';
import { shipOrder } from '../orders/ship-order.js';
import { AdjustStock } from '../stock/adjust-stock.js';
import { ReceiveStock } from '../stock/receive-stock.js';

/** What can be done about a piece of work without leaving the list. */
export type WorkAction = {
  readonly verb: string;
  /** While it is under way: `Releasing`. */
  readonly doing: string;
  /** What people often give as the reason; absent: none is asked for. */
  readonly reasons?: readonly string[];
  readonly isDangerous?: boolean;
} & (
  | { readonly act: (item: WorkItemDto, reason: string) => Promise<unknown> }
  | { readonly form: (item: WorkItemDto, onClose: () => void) => ReactNode }
);

/** What whoever is signed in may do here; the rest is done at the item's own page. */
export function actionsOf({ actions }: WorkItemDto): readonly WorkAction[] {
  return actions.flatMap((name) => ACTIONS[name] ?? []);
}

/** The pages where a piece of work is looked at, the one that shows most of it first. */
export function pagesOf({ kind, subject, order, customer }: WorkItemDto): readonly string[] {
  return [
    ...(kind === 'unapplied_cash' ? [`/cash/${subject}`] : []),
    ...(order ? [`/orders/${order.id}`] : []),
    ...(kind === 'parked_fact' ? ['/system'] : []),
    ...(customer ? [`/customers/${customer.id}`] : []),
  ];
}

const path = ({ subject }: WorkItemDto) => ({ id: subject });

const ACTIONS: Readonly<Record<string, WorkAction>> = {
  release: {
    verb: 'Release',
    doing: 'Releasing',
    reasons: HOLD_REASONS.release,
    act: ({ subject }, reason) => decideHold('release', subject, reason),
  },
  reject: {
    verb: 'Reject',
    doing: 'Rejecting',
    isDangerous: true,
    reasons: HOLD_REASONS.reject,
    act: ({ subject }, reason) => decideHold('reject', subject, reason),
  },
  receive: {
    verb: 'Receive',
    doing: 'Receiving',
    form: ({ document = '' }, onClose) => <ReceiveStock sku={document} onClose={onClose} />,
  },
  adjust: {
    verb: 'Adjust',
    doing: 'Adjusting',
    form: ({ document = '' }, onClose) => <AdjustStock sku={document} onClose={onClose} />,
  },
  ship: { verb: 'Ship', doing: 'Shipping', act: ({ order }) => shipOrder(order?.id) },
  apply: {
    verb: 'Apply',
    doing: 'Applying',
    form: ({ subject }, onClose) => <ApplyHere payment={subject} onClose={onClose} />,
  },
  refund: {
    verb: 'Refund',
    doing: 'Refunding',
    isDangerous: true,
    reasons: ['Paid twice', 'Paid to the wrong company'],
    act: (item, reason) =>
      client.call('POST /v1/payments/{id}/refund', { path: path(item), body: { reason } }),
  },
  send: {
    verb: 'Send again',
    doing: 'Sending',
    act: (item) => client.call('POST /v1/reminder-letters/{id}/send', { path: path(item) }),
  },
  write_off: {
    verb: 'Write off',
    doing: 'Writing off',
    isDangerous: true,
    reasons: ['Too small to pursue', 'Bank charges'],
    act: (item, reason) =>
      client.call('POST /v1/open-items/{id}/write-off', { path: path(item), body: { reason } }),
  },
  dispute: {
    verb: 'Settle dispute',
    doing: 'Settling',
    reasons: ['Agreed with the customer', 'Credit note is under way'],
    act: settleDispute,
  },
  replay: {
    verb: 'Replay',
    doing: 'Replaying',
    reasons: ['The cause is mended'],
    act: (item, reason) =>
      client.call('POST /v1/parked-facts/{id}/replay', { path: path(item), body: { reason } }),
  },
  discard: {
    verb: 'Discard',
    doing: 'Discarding',
    isDangerous: true,
    reasons: ['Has no effect any more'],
    act: (item, reason) =>
      client.call('POST /v1/parked-facts/{id}/discard', { path: path(item), body: { reason } }),
  },
};

/** The amount is owed again, and reminded of. */
async function settleDispute(item: WorkItemDto, reason: string): Promise<void> {
  const { version, open } = await client.call('GET /v1/open-items/{id}', { path: path(item) });
  const disputed = moneyJson(zero(open.currency));
  const body = { disputed, reason };
  await client.call('PATCH /v1/open-items/{id}', { path: path(item), version, body });
}
