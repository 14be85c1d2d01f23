import type { Client, Hold, Order, Shipment } from '@o2c/client';
import { table } from '../progress.js';

type Figures = {
  readonly ordersByState: {
    readonly states: readonly { readonly status: string; readonly count: number }[];
  };
};
type Slowest = { readonly from: string; readonly to: string; readonly medianSeconds: number };
type ProcessMap = { readonly slowest: Slowest | null };
type Standing = Hold & {
  readonly since: string;
  readonly message: string;
  readonly owner: string;
};
type Missing = { readonly sku: string; readonly backordered: number | string };

/** What is there to be seen: orders by state, what is stuck and why, and where time is lost. */
export async function summaryOf(clerk: Client): Promise<string> {
  const [figures, map, holds, missing, planned] = await Promise.all([
    clerk.get<Figures>('/v1/kpis'),
    clerk.get<ProcessMap>('/v1/process-map'),
    clerk.all<Standing>('/v1/holds', { status: 'open' }),
    clerk.all<Missing>('/v1/stock', { backordered: true }),
    clerk.all<Shipment>('/v1/shipments', { status: 'planned' }),
  ]);
  const states = figures.ordersByState.states.map(({ status, count }) => [status, String(count)]);
  const held = Object.entries(Object.groupBy(holds, ({ code }) => code));
  const stuck = [
    ...held.map(([code, some = []]) => [code, `${some.length} orders held`]),
    ...missing.map(({ sku, backordered }) => [sku, `${backordered} pieces short`]),
    ['to be shipped', `${planned.length} shipments`],
  ];
  const lines = [
    ...[table([['orders', ''], ...states]), '', table([['waiting', ''], ...stuck]), ''],
    ...[slowest(map), await longest(clerk, holds)],
  ];
  return lines.join('\n');
}

function slowest({ slowest }: ProcessMap): string {
  if (!slowest) return '';
  const { from, to, medianSeconds: seconds } = slowest;
  const time =
    seconds < 86_400 ? `${seconds.toFixed(0)} s` : `${(seconds / 86_400).toFixed(1)} days`;
  return `Slowest: from ${from} to ${to} half of the orders take more than ${time}.`;
}

async function longest(clerk: Client, holds: readonly Standing[]): Promise<string> {
  const [hold] = holds.filter(({ code }) => code === 'credit.limit');
  if (!hold) return '';
  const { number } = await clerk.get<Order>(`/v1/orders/${hold.order}`);
  return [
    `Stuck: ${number}. ${hold.message}; it waits for the ${hold.owner}.`,
    `Free it with another key: POST /v1/holds/${hold.id}/release {"reason": "guarantee received"}`,
  ].join('\n');
}
