import type { Tx } from '@o2c/messaging';
import { localDate } from '@o2c/runtime';
import type { Command, CreditInvoice, RecordChange } from './domain/commands.js';
import { readNumber, yearOf } from './domain/document.js';
import { issueDate } from './domain/invoice.js';

/**
 * Completes commands with what must be known before rows can be locked: today at the seller, the
 * year of the number that may be needed, and the invoice that a shipment or a number means.
 */
export async function resolve(tx: Tx, commands: readonly Command[]): Promise<readonly Command[]> {
  const orders = await findOrders(tx, commands);
  const invoiced = await findInvoiceOfShipments(tx, commands);
  const named = await findInvoices(tx, commands);
  return commands.map((command) => {
    if (command.type === 'CreditInvoice') return withInvoice(tx, command, named);
    if (command.type === 'RecordChange') return command;
    const order = orders.get(command.order);
    const invoice = command.type === 'VoidShipment' && invoiced.get(command.shipment);
    return withIssuing(tx, invoice ? { ...command, invoice } : command, order);
  });
}

type OrderCommand = Exclude<Command, CreditInvoice | RecordChange>;

type FoundOrder = {
  id: string;
  seller_id: string;
  customer_id: string;
  time_zone: string | null;
  /** History dates of the shipments that are to be invoiced; none: there are none. */
  to_invoice: (string | null)[] | null;
};

/** Orders of which the release is known, in whose seller's calendar a document would be dated. */
async function findOrders(tx: Tx, commands: readonly Command[]) {
  const ids = commands.flatMap((one) => ('at' in one && 'order' in one ? [one.order] : []));
  if (ids.length === 0) return new Map<string, FoundOrder>();
  const found = await tx.query<FoundOrder>(
    `SELECT orders.id, seller_id, customer_id, time_zone,
            (SELECT array_agg(history_on) FROM shipments
              WHERE order_id = orders.id AND invoice_id IS NULL AND NOT voided) AS to_invoice
       FROM orders LEFT JOIN sellers ON sellers.id = seller_id
      WHERE orders.id = ANY ($1) AND release IS NOT NULL`,
    [ids],
  );
  return new Map(found.map((order) => [order.id, order]));
}

function withIssuing(tx: Tx, command: OrderCommand, order: FoundOrder | undefined): OrderCommand {
  if (!order) return command;
  const { seller_id: seller, customer_id: customer, time_zone: timeZone } = order;
  if (timeZone === null) return { ...command, seller, customer };
  const today = localDate(tx.now, timeZone);
  const named = { seller, customer, today };
  const waiting = (order.to_invoice ?? []).map((date) => date ?? undefined);
  switch (command.type) {
    case 'RecordShipment': {
      const shipment = command.history
        ? { ...command.shipment, historyOn: localDate(command.shipment.shippedAt, timeZone) }
        : command.shipment;
      const year = yearOf(issueDate([...waiting, shipment.historyOn], today));
      return { ...command, ...named, year, shipment };
    }
    case 'RecordRelease':
    case 'RecordCancellation':
      if (waiting.length === 0) return command;
      return { ...command, ...named, year: yearOf(issueDate(waiting, today)) };
    case 'VoidShipment':
      return command.invoice ? { ...command, ...named, year: yearOf(today) } : command;
  }
}

async function findInvoiceOfShipments(tx: Tx, commands: readonly Command[]) {
  const ids = commands.flatMap((one) => (one.type === 'VoidShipment' ? [one.shipment] : []));
  if (ids.length === 0) return new Map<string, string>();
  const found = await tx.query<{ id: string; invoice_id: string }>(
    'SELECT id, invoice_id FROM shipments WHERE id = ANY ($1) AND invoice_id IS NOT NULL',
    [ids],
  );
  return new Map(found.map(({ id, invoice_id: invoice }) => [id, invoice]));
}

type FoundInvoice = { id: string; number: string; seller_id: string; time_zone: string };

async function findInvoices(tx: Tx, commands: readonly Command[]) {
  const names = commands.flatMap((one) => (one.type === 'CreditInvoice' ? [one.invoice] : []));
  if (names.length === 0) return [];
  const numbers = names.flatMap((name) => readNumber('invoice', name) ?? []);
  return tx.query<FoundInvoice>(
    `SELECT documents.id, number, seller_id, time_zone
       FROM documents JOIN sellers ON sellers.id = seller_id
      WHERE kind = 'invoice'
        AND (documents.id = ANY ($1) OR
             (year, sequence) IN (SELECT * FROM unnest($2::int[], $3::int[])))`,
    [names.filter(isUuid), numbers.map(({ year }) => year), numbers.map((one) => one.sequence)],
  );
}

function withInvoice(tx: Tx, command: CreditInvoice, named: readonly FoundInvoice[]) {
  const { invoice, ofSeller, issuedOn } = command;
  const found = named
    .filter(({ id, number }) => id === invoice.toLowerCase() || number === invoice)
    .filter(({ seller_id: seller }) => ofSeller === undefined || seller === ofSeller);
  const [first, ...others] = found;
  if (!first || others.length > 0) return { ...command, found: found.map(({ id }) => id) };
  const today = localDate(tx.now, first.time_zone);
  const year = yearOf(issuedOn ?? today);
  return { ...command, found: [first.id], seller: first.seller_id, today, year };
}

/** Whether a document is named by its id. */
export function isUuid(name: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name);
}
