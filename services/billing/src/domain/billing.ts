import type { Command, Decision } from './commands.js';
import { creditInvoice, voidShipment } from './crediting.js';
import { recordCancellation, recordRelease, recordShipment } from './invoicing.js';
import { rowId, seriesId, type Rows } from './rows.js';

/** What billing does about a command: issue documents, remember, wait, or nothing. */
export function decide(rows: Rows, command: Command): Decision {
  switch (command.type) {
    case 'RecordRelease':
      return recordRelease(rows, command);
    case 'RecordChange':
      return [{ type: 'change-recorded', data: { order: command.order, change: command.change } }];
    case 'RecordShipment':
      return recordShipment(rows, command);
    case 'RecordCancellation':
      return recordCancellation(rows, command);
    case 'VoidShipment':
      return voidShipment(rows, command);
    case 'CreditInvoice':
      return creditInvoice(rows, command);
  }
}

/** Every row that a command touches; the number series last. */
export function rowsOf(command: Command): readonly string[] {
  const { seller, year } = command;
  const parties = seller ? [rowId('seller', seller)] : [];
  const numbers = (kind: 'invoice' | 'credit_note') =>
    seller && year ? [seriesId(seller, kind, year)] : [];
  if (command.type === 'CreditInvoice') {
    const { found = [] } = command;
    return [...found.map((id) => rowId('invoice', id)), ...numbers('credit_note')];
  }
  const { order } = command;
  if (command.type === 'RecordChange') return [rowId('order', order)];
  const { customer } = command;
  const orders = [rowId('order', order), ...(customer ? [rowId('customer', customer)] : [])];
  if (command.type === 'VoidShipment') {
    const invoices = command.invoice ? [rowId('invoice', command.invoice)] : [];
    return [...orders, ...invoices, ...numbers('credit_note')];
  }
  return [...orders, ...parties, ...numbers('invoice')];
}
