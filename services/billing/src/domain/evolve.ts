import type { BillingFact } from './commands.js';
import type { Document } from './document.js';
import { orderIn } from './invoicing.js';
import {
  withCancellation,
  withChange,
  withInvoice,
  withoutFreight,
  withRelease,
  withShipment,
  withVoid,
  type Order,
} from './order.js';
import { find, rowId, seriesId, type Row, type Rows } from './rows.js';

/** The rows that a fact changes, as they are after it. */
export function evolve(rows: Rows, fact: BillingFact): Iterable<readonly [string, Row]> {
  switch (fact.type) {
    case 'release-recorded':
      return [order(withRelease(orderIn(rows, fact.data.order), fact.data.release))];
    case 'change-recorded':
      return [order(withChange(orderIn(rows, fact.data.order), fact.data.change))];
    case 'shipment-recorded':
      return [order(withShipment(orderIn(rows, fact.data.order), fact.data.shipment))];
    case 'cancellation-recorded':
      return [order(withCancellation(orderIn(rows, fact.data.order), fact.data.lines))];
    case 'shipment-voided':
      return [order(withVoid(orderIn(rows, fact.data.order), fact.data.shipment))];
    case 'freight-credited':
      return [order(withoutFreight(orderIn(rows, fact.data.order)))];
    case 'invoice-issued':
      return [
        order(withInvoice(orderIn(rows, fact.data.order), fact.data)),
        [rowId('invoice', fact.data.id), { kind: 'invoice', invoice: fact.data, notes: [] }],
        numbered(fact.data),
      ];
    case 'credit-note-issued': {
      const id = rowId('invoice', fact.data.invoice);
      const row = find(rows, 'invoice', id);
      return [
        ...(row ? [[id, { ...row, notes: [...row.notes, fact.data] }] as const] : []),
        numbered(fact.data),
      ];
    }
    case 'Invoiced':
    case 'CreditNoted':
      return [];
  }
}

function order(row: Order): readonly [string, Row] {
  return [rowId('order', row.id), row];
}

function numbered({ seller, kind, year, sequence }: Document): readonly [string, Row] {
  const series = { kind: 'series', seller, documentKind: kind, year, last: sequence } as const;
  return [seriesId(seller, kind, year), series];
}
