import { again, DomainError, refuse, waitFor, type FieldError } from '@o2c/contracts';
import { creditNoted } from './announcement.js';
import type { BillingFact, CreditInvoice, Decision, VoidShipment } from './commands.js';
import { leftOf } from './credit-left.js';
import { makeCreditNote } from './credit-note.js';
import { creditOfDelivery, requestedCredit, requestFaults } from './credit-request.js';
import { yearOf, type CreditNote } from './document.js';
import { orderIn } from './invoicing.js';
import { find, rowId, seriesId, type InvoiceRow, type Rows } from './rows.js';

/**
 * A shipment that will not reach the customer is not invoiced, and where it was, its invoice is
 * credited: in full, unless other shipments are on it. The credit note is issued even when clerks
 * had credited all of it before: it says that the quantities are to be invoiced again.
 */
export function voidShipment(rows: Rows, command: VoidShipment): Decision {
  const { order: id, shipment: shipmentId } = command;
  if (!command.wasShipped) return [];
  const order = orderIn(rows, id);
  const shipment = order.shipments.get(shipmentId);
  if (!shipment) return waitFor('Shipped', shipmentId);
  if (shipment.voided) return [];
  const voided: BillingFact = {
    type: 'shipment-voided',
    data: { order: id, shipment: shipmentId },
  };
  if (shipment.invoice === undefined) return [voided];
  const row = find(rows, 'invoice', rowId('invoice', shipment.invoice));
  const next = row && nextNumber(rows, row, command.today);
  if (!next) return again;
  const left = leftOf(row.invoice, row.notes);
  const isLast = isLastDelivery(row, shipmentId);
  const note = makeCreditNote({
    id: command.document,
    invoice: row.invoice,
    left,
    credit: creditOfDelivery(row.invoice, left, shipment, isLast),
    shipments: [shipmentId],
    cause: 'void',
    reason: command.reason,
    history: row.invoice.history,
    issuedAt: command.at,
    ...next,
  });
  const freight: BillingFact[] =
    isLast && order.freightOn === row.invoice.id
      ? [{ type: 'freight-credited', data: { order: id } }]
      : [];
  return [voided, ...freight, ...issued(note)];
}

/** A clerk credits all or part of an invoice: never more than is left of it. */
export function creditInvoice(rows: Rows, command: CreditInvoice): Decision {
  const row = invoiceOf(rows, command);
  const { faults, request } = command;
  refuse([...faults, ...dateFaults(row, command), ...requestFaults(row.invoice, request)]);
  const left = leftOf(row.invoice, row.notes);
  const credit = requestedCredit(row.invoice, left, request);
  const next = nextNumber(rows, row, command.issuedOn ?? command.today);
  if (!next) return again;
  const note = makeCreditNote({
    id: command.document,
    invoice: row.invoice,
    ...{ left, credit },
    shipments: row.invoice.shipments,
    cause: 'credit',
    reason: command.reason,
    comment: command.comment,
    history: command.history,
    issuedAt: command.at,
    ...next,
  });
  return issued(note);
}

function issued(note: CreditNote): BillingFact[] {
  return [{ type: 'credit-note-issued', data: note }, creditNoted(note)];
}

/** Date and number of the next credit note, when its series is among the rows. */
function nextNumber(rows: Rows, { invoice }: InvoiceRow, issuedOn: string | undefined) {
  const series =
    issuedOn && find(rows, 'series', seriesId(invoice.seller, 'credit_note', yearOf(issuedOn)));
  return series ? { issuedOn: issuedOn as string, sequence: series.last + 1 } : undefined;
}

/** Whether all other shipments of the invoice were taken back before. */
function isLastDelivery({ invoice, notes }: InvoiceRow, shipment: string): boolean {
  const voids = notes.filter(({ cause }) => cause === 'void');
  const back = new Set([shipment, ...voids.flatMap(({ shipments }) => shipments)]);
  return invoice.shipments.every((id) => back.has(id));
}

function invoiceOf(rows: Rows, { found = [], invoice }: CreditInvoice): InvoiceRow {
  if (found.length > 1) {
    throw new DomainError('seller.required', `Several sellers have an invoice ${invoice}`);
  }
  const row = find(rows, 'invoice', rowId('invoice', found[0] ?? ''));
  if (!row) throw new DomainError('invoice.unknown', `There is no invoice ${invoice}`);
  return row;
}

function dateFaults({ invoice }: InvoiceRow, command: CreditInvoice): FieldError[] {
  const { issuedOn, today, history } = command;
  const faults: FieldError[] = [];
  const fault = (path: string, message: string) =>
    faults.push({ code: 'content.invalid', path, message });
  if (issuedOn === undefined) return faults;
  if (!history) fault('/issuedOn', 'a date of its own needs history: true');
  if (issuedOn < invoice.issuedOn) fault('/issuedOn', 'it is before the invoice');
  if (today && issuedOn > today) fault('/issuedOn', 'it is in the future');
  return faults;
}
