import { EVENT_TYPES, type Scope } from '@o2c/contracts';
import { maySee } from './fact-scope.js';

const seenWith = (...scopes: readonly Scope[]) =>
  EVENT_TYPES.filter((type) => maySee(new Set(scopes), type));

describe('Who sees which facts', () => {
  it('the right to read analytics shows every fact', () => {
    expect(seenWith('analytics:read')).toEqual(EVENT_TYPES);
  });

  it('a picker sees goods and no money', () => {
    const seen = seenWith('stock:read', 'shipments:read');
    expect(seen).toEqual(expect.arrayContaining(['StockReserved', 'Shipped', 'Delivered']));
    for (const money of ['OrderPlaced', 'CreditHeld', 'Invoiced', 'PaymentReceived'] as const) {
      expect(seen).not.toContain(money);
    }
  });

  it('who reads open items sees what was paid on them, not who paid what', () => {
    const seen = seenWith('open-items:read');
    expect(seen).toContain('PaymentApplied');
    expect(seen).not.toContain('PaymentReceived');
  });

  it('every fact is open to some right other than that of the whole log', () => {
    const read: readonly Scope[] = [
      ...(['sellers:read', 'customers:read', 'products:read', 'orders:read'] as const),
      ...(['credit:read', 'stock:read', 'shipments:read', 'invoices:read'] as const),
      ...(['payments:read', 'open-items:read'] as const),
    ];
    expect(seenWith(...read)).toEqual(EVENT_TYPES);
    expect(seenWith('history')).toEqual([]);
  });
});
