import type { ServiceName } from '@o2c/messaging';

/** Which service serves a path: the first line that fits. The gateway serves what none fits. */
const ROUTES: readonly (readonly [RegExp, ServiceName])[] = [
  [/^\/v1\/orders\/[^/]+\/blockers$/, 'gateway'],
  [/^\/v1\/(orders|customers)\/[^/]+\/timeline$/, 'analytics'],
  [/^\/v1\/(kpis|process-map|events|stream)(\/|$)/, 'analytics'],
  [/^\/v1\/customers\/[^/]+\/(statement|payment-behaviour)$/, 'receivables'],
  [/^\/v1\/(sellers|customers|products|orders|holds)(\/|$)/, 'orders'],
  [/^\/v1\/credit-accounts(\/|$)/, 'credit'],
  [
    /^\/v1\/(stock|stock-receipts|expected-receipts|stock-adjustments|reservations)(\/|$)/,
    'inventory',
  ],
  [/^\/v1\/shipments(\/|$)/, 'shipping'],
  [/^\/v1\/(invoices|credit-notes)(\/|$)/, 'billing'],
  [/^\/v1\/(payments|open-items|aging|reminder-runs|reminder-letters|ledger)(\/|$)/, 'receivables'],
];

/** The service behind the gateway that serves a URL, if it is not the gateway itself. */
export function serviceOf(url: string): ServiceName | undefined {
  const path = url.split('?', 1)[0] ?? url;
  return ROUTES.find(([pattern]) => pattern.test(path))?.[1];
}

/** Whether the answer stays open for as long as its reader listens. */
export function isStream(url: string): boolean {
  return /^\/v1\/stream(\?|$)/.test(url);
}
