import type { Command, CreditInvoice, RecordChange } from './commands.js';
import { yearOf } from './document.js';
import { issueDate } from './invoice.js';

/** The calendar of a time zone: the date that an instant has in it. */
export type DateIn = (instant: string | Date, timeZone: string) => string;

/** An order of which the release is known, and in whose calendar its documents are dated. */
export type FoundOrder = {
  readonly seller: string;
  readonly customer: string;
  /** The seller's; null until orders has told of the seller. */
  readonly timeZone: string | null;
  /** History dates of the shipments that are to be invoiced. */
  readonly toInvoice: readonly (string | undefined)[];
};

/** An invoice that a name may mean. */
export type FoundInvoice = {
  readonly id: string;
  readonly number: string;
  readonly seller: string;
  readonly timeZone: string;
};

/** The command about an order with today at the seller, and the year of the number it may need. */
export function withIssuing(
  command: Exclude<Command, CreditInvoice | RecordChange>,
  order: FoundOrder | undefined,
  now: Date,
  dateIn: DateIn,
): Command {
  if (!order) return command;
  const { seller, customer, timeZone, toInvoice } = order;
  if (timeZone === null) return { ...command, seller, customer };
  const today = dateIn(now, timeZone);
  const named = { seller, customer, today };
  switch (command.type) {
    case 'RecordShipment': {
      const shipment = command.history
        ? { ...command.shipment, historyOn: dateIn(command.shipment.shippedAt, timeZone) }
        : command.shipment;
      const year = yearOf(issueDate([...toInvoice, shipment.historyOn], today));
      return { ...command, ...named, year, shipment };
    }
    case 'RecordRelease':
    case 'RecordCancellation':
      if (toInvoice.length === 0) return command;
      return { ...command, ...named, year: yearOf(issueDate(toInvoice, today)) };
    case 'VoidShipment':
      return command.invoice ? { ...command, ...named, year: yearOf(today) } : command;
  }
}

/** The command with the invoices that its name means; where it is one, with its number's year. */
export function withInvoice(
  command: CreditInvoice,
  named: readonly FoundInvoice[],
  now: Date,
  dateIn: DateIn,
): CreditInvoice {
  const { invoice, ofSeller, issuedOn } = command;
  const found = named
    .filter(({ id, number }) => id === invoice.toLowerCase() || number === invoice)
    .filter(({ seller }) => ofSeller === undefined || seller === ofSeller);
  const [first, ...others] = found;
  if (!first || others.length > 0) return { ...command, found: found.map(({ id }) => id) };
  const today = dateIn(now, first.timeZone);
  const year = yearOf(issuedOn ?? today);
  return { ...command, found: [first.id], seller: first.seller, today, year };
}
