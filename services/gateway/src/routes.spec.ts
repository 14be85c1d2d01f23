import { serviceOf } from './routes.js';

describe('The gateway', () => {
  it.each([
    ['/v1/orders', 'orders'],
    ['/v1/orders/1/cancel?x=/v1/kpis', 'orders'],
    ['/v1/orders/1/timeline', 'analytics'],
    ['/v1/orders/1/blockers', 'gateway'],
    ['/v1/stream?types=Shipped', 'analytics'],
    ['/v1/work', undefined],
    ['/v1/customers/C-1', 'orders'],
    ['/v1/customers/C-1/statement?asOf=2026-01-01', 'receivables'],
    ['/v1/customers/C-1/payment-behaviour', 'receivables'],
    ['/v1/customers/C-1/timeline?limit=20', 'analytics'],
    ['/v1/stock/A-100', 'inventory'],
    ['/v1/stock-receipts', 'inventory'],
    ['/v1/shipments/1/label.pdf', 'shipping'],
    ['/v1/credit-notes', 'billing'],
    ['/v1/ledger/balances', 'receivables'],
    ['/v1/api-keys', undefined],
    ['/v1/ordersx', undefined],
    ['/internal/orders/heads', undefined],
  ])('passes %s on to %s', (url, service) => {
    expect(serviceOf(url)).toBe(service);
  });
});
