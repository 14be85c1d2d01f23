import type { AuditIdentity } from '@o2c/messaging';
import type { System } from '../system.js';
import { inMoney, sumOf } from './sums.js';

/** Numbers of documents have no gap and none twice; no invoice is credited beyond its gross. */
export function numberIdentities({ billing }: System): readonly AuditIdentity[] {
  const rows = billing.invoices.values();
  const documents = rows.flatMap(({ invoice, notes }) => [invoice, ...notes]);
  const numbers = billing.series.values().map(({ documentKind, year, last }) => {
    const given = documents.filter((one) => one.kind === documentKind && one.year === year);
    const different = new Set(given.map(({ sequence }) => sequence)).size;
    const highest = Math.max(0, ...given.map(({ sequence }) => sequence));
    const isGapless = different === given.length && highest === last;
    const name = `${documentKind}_numbers`;
    return inMoney(name, last, isGapless ? given.length : -1, `${documentKind} ${year}`);
  });
  const credited = rows.map(({ invoice, notes }) => {
    const over = sumOf(notes, ({ totals }) => totals.gross) - invoice.totals.gross;
    return inMoney('credited_within_invoiced', Math.max(0, over), 0, invoice.number);
  });
  return [...numbers, ...credited];
}
