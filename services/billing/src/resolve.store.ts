import type { Tx } from '@o2c/messaging';
import { localDate, isUuid } from '@o2c/runtime';
import type { Command } from './domain/commands.js';
import { readNumber } from './domain/document.js';
import { type FoundInvoice, type FoundOrder, withInvoice, withIssuing } from './domain/issuing.js';

/**
 * Completes commands with what must be known before rows can be locked: today at the seller, the
 * year of the number that may be needed, and the invoice that a shipment or a number means.
 */
export async function resolve(tx: Tx, commands: readonly Command[]): Promise<readonly Command[]> {
  const [orders, invoiced, named] = await Promise.all([
    findOrders(tx, commands),
    findInvoiceOfShipments(tx, commands),
    findInvoices(tx, commands),
  ]);
  return commands.map((command) => {
    if (command.type === 'CreditInvoice') return withInvoice(command, named, tx.now, localDate);
    if (command.type === 'RecordChange') return command;
    const order = orders.get(command.order);
    const invoice = command.type === 'VoidShipment' && invoiced.get(command.shipment);
    return withIssuing(invoice ? { ...command, invoice } : command, order, tx.now, localDate);
  });
}

type StoredOrder = Omit<FoundOrder, 'toInvoice'> & {
  readonly id: string;
  /** History dates of the shipments that are to be invoiced; none: there are none. */
  readonly dates: readonly (string | null)[] | null;
};

/** Orders of which the release is known, in whose seller's calendar a document would be dated. */
async function findOrders(tx: Tx, commands: readonly Command[]) {
  const ids = commands.flatMap((one) => ('at' in one && 'order' in one ? [one.order] : []));
  if (ids.length === 0) return new Map<string, FoundOrder>();
  const found = await tx.query<StoredOrder>(
    `SELECT orders.id, seller_id AS seller, customer_id AS customer, time_zone AS "timeZone",
            (SELECT array_agg(history_on) FROM shipments
              WHERE order_id = orders.id AND invoice_id IS NULL AND NOT voided) AS dates
       FROM orders LEFT JOIN sellers ON sellers.id = seller_id
      WHERE orders.id = ANY ($1) AND release IS NOT NULL`,
    [ids],
  );
  return new Map(
    found.map(({ id, dates, ...order }) => {
      return [id, { ...order, toInvoice: (dates ?? []).map((date) => date ?? undefined) }];
    }),
  );
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

async function findInvoices(tx: Tx, commands: readonly Command[]) {
  const names = commands.flatMap((one) => (one.type === 'CreditInvoice' ? [one.invoice] : []));
  if (names.length === 0) return [];
  const numbers = names.flatMap((name) => readNumber('invoice', name) ?? []);
  return tx.query<FoundInvoice>(
    `SELECT documents.id, number, seller_id AS seller, time_zone AS "timeZone"
       FROM documents JOIN sellers ON sellers.id = seller_id
      WHERE kind = 'invoice'
        AND (documents.id = ANY ($1) OR
             (year, sequence) IN (SELECT * FROM unnest($2::int[], $3::int[])))`,
    [names.filter(isUuid), numbers.map(({ year }) => year), numbers.map((one) => one.sequence)],
  );
}
