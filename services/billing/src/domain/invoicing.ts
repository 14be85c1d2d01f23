import { again, waitFor } from '@o2c/contracts';
import { invoiced } from './announcement.js';
import type {
  BillingFact,
  Decision,
  RecordCancellation,
  RecordRelease,
  RecordShipment,
} from './commands.js';
import { yearOf } from './document.js';
import type { KnownSeller } from './invoice-content.js';
import { issueDate, makeInvoice } from './invoice.js';
import {
  isReleased,
  knowsLines,
  shipmentsDue,
  unknownOrder,
  withCancellation,
  withRelease,
  withShipment,
  type Order,
  type Shipment,
} from './order.js';
import { find, rowId, seriesId, type Rows } from './rows.js';

/** What was agreed is known, or known anew; that may make an invoice due. */
export function recordRelease(rows: Rows, command: RecordRelease): Decision {
  const { order, release } = command;
  const after = withRelease(orderIn(rows, order), release);
  return invoiceDue(rows, command, after, { type: 'release-recorded', data: { order, release } });
}

/**
 * Goods that left are invoiced: at once, or with the rest of their order. What was agreed about
 * them must be known, and of goods of the past the seller's calendar.
 */
export function recordShipment(rows: Rows, command: RecordShipment): Decision {
  const { order, shipment, history } = command;
  const before = orderIn(rows, order);
  if (before.shipments.has(shipment.id)) return [];
  if (!before.release || !knowsLines(before.release, shipment.lines)) {
    return waitFor('OrderReleased', order);
  }
  if (history && shipment.historyOn === undefined) {
    const seller = sellerIn(rows, command);
    return 'party' in seller ? again : seller;
  }
  return invoiceDue(rows, command, withShipment(before, shipment), {
    type: 'shipment-recorded',
    data: { order, shipment },
  });
}

/** What will not be delivered may be the last that an order waited for. */
export function recordCancellation(rows: Rows, command: RecordCancellation): Decision {
  const { order, lines } = command;
  const after = withCancellation(orderIn(rows, order), lines);
  return invoiceDue(rows, command, after, {
    type: 'cancellation-recorded',
    data: { order, lines },
  });
}

/** The order of a command; nothing is known of one that has no row yet. */
export function orderIn(rows: Rows, order: string): Order {
  return find(rows, 'order', rowId('order', order)) ?? unknownOrder(order);
}

type Recording = RecordRelease | RecordShipment | RecordCancellation;

/** What happened, and the invoice that is due after it. */
function invoiceDue(rows: Rows, command: Recording, order: Order, happened: BillingFact): Decision {
  const shipments = shipmentsDue(order);
  if (!isReleased(order) || shipments.length === 0) return [happened];
  const seller = sellerIn(rows, command);
  if (!('party' in seller)) return seller;
  const { today } = command;
  const issuedOn = today && issueDate(shipments.map(historyOn), today);
  const series = issuedOn && find(rows, 'series', seriesId(seller.id, 'invoice', yearOf(issuedOn)));
  if (!issuedOn || !series) return again;
  const invoice = makeInvoice({
    id: command.document,
    ...{ order, shipments, seller, issuedOn },
    customerNumber: find(rows, 'customer', rowId('customer', order.release.customer))?.number,
    issuedAt: command.at,
    sequence: series.last + 1,
  });
  return [happened, { type: 'invoice-issued', data: invoice }, invoiced(invoice)];
}

/** The seller of a command, or what to do without it. */
function sellerIn(rows: Rows, { seller: id }: Recording): KnownSeller | Decision {
  const seller = id && find(rows, 'seller', rowId('seller', id));
  if (!seller) return again;
  const { party } = seller;
  return party ? { ...seller, party } : waitFor('SellerRegistered', seller.id);
}

function historyOn({ historyOn: date }: Shipment): string | undefined {
  return date;
}
