import { DomainError, refuse, type Address } from '@o2c/contracts';
import { parseMoney, type MoneyJson } from '@o2c/money';
import type { Customer } from './customer.js';
import { Faults } from './fault.js';
import { lineOf, type LineContext } from './line-rules.js';
import type { Hold, Line, Order, Party } from './order.js';
import type { Known, OrderRequest, PlaceOrder } from './order-command.js';
import { priced, type Priced } from './pricing.js';
import type { Seller } from './seller.js';

/** Lines that an order may have. */
export const MOST_LINES = 2_000;

/**
 * The order as it is placed. `earlier` are live orders of the customer with the same purchase
 * order number: the order is then held as a possible duplicate. Throws DomainError `order.invalid`
 * with everything that is wrong, or `history.forbidden`.
 */
export function placeOrder(command: PlaceOrder, earlier: readonly string[]): Order {
  const { request, known, by } = command;
  if (request.history && !by.mayHistory) {
    throw new DomainError('history.forbidden', 'History needs the scope `history`');
  }
  const faults = new Faults();
  const seller = sellerOf(request, known, faults);
  const customer = customerOf(request, known, faults);
  datesOf(request, known, faults);
  const party = customer && partyOf(customer, request.shipTo, faults);
  const lines = linesOf(request, { ...known, ...request, seller, mayPrice: by.mayPrice }, faults);
  const freight = freightOf(request.freight, request.currency, faults);
  const amounts = faults.found.length === 0 && pricedOf(lines, request.currency, freight, faults);
  refuse(faults.found, 'order.invalid');
  if (!seller || !customer || !party || !amounts) throw new Error('a fault was not noted');
  return {
    ...headOf(command),
    ...{ seller: seller.seller, customer: customer.customer, party, freight, ...amounts },
    holds: earlier.length === 0 ? [] : [duplicate(command, earlier)],
    ...NOTHING_YET,
  };
}

const NOTHING_YET = {
  ...({ credit: 'pending', approved: 0, asked: 1, rejected: false, version: 1 } as const),
  ...{ documents: {}, requests: [] },
};

function headOf({ order, request, known, by }: PlaceOrder) {
  const { currency, purchaseOrder, orderedAt, requestedOn } = request;
  const { shipComplete, priority, history } = request;
  return {
    ...{ id: order, number: known.number, currency, purchaseOrder, orderedAt, requestedOn },
    ...{ shipComplete, priority, history, orderedOn: known.orderedOn },
    ...{ placedBy: by.name, placedByKey: by.key },
  };
}

function sellerOf({ seller }: OrderRequest, known: Known, faults: Faults): Seller | undefined {
  if (known.seller) return known.seller;
  if (seller !== undefined)
    return faults.add('seller.unknown', '/seller', `No seller is ${seller}`);
  const message = `There are ${known.sellers} sellers: which of them sells?`;
  return faults.add('seller.required', '/seller', message);
}

function customerOf(
  { customer: name, currency }: OrderRequest,
  { customer }: Known,
  faults: Faults,
): Customer | undefined {
  faults.currency(currency, '/currency');
  if (!customer) return faults.add('customer.unknown', '/customer', `No customer is ${name}`);
  const { blocked, number } = customer;
  const reason = blocked?.reason ?? '';
  faults.unless(!blocked, 'customer.blocked', '/customer', `${number} is blocked: ${reason}`);
  const message = `${number} orders in ${customer.currency}`;
  faults.unless(currency === customer.currency, 'currency.mismatch', '/currency', message);
  return customer;
}

function datesOf({ history, requestedOn }: OrderRequest, known: Known, faults: Faults): void {
  if (history) return;
  requestedDate(requestedOn, known.today, faults);
  const { orderedOn, today } = known;
  faults.unless(orderedOn >= today, 'date.past', '/orderedAt', `${orderedOn} is past`);
  faults.unless(orderedOn <= today, 'date.future', '/orderedAt', `${orderedOn} is yet to come`);
}

/** Notes a requested date before today. */
export function requestedDate(date: string | undefined, today: string, faults: Faults): void {
  const fits = date === undefined || date >= today;
  faults.unless(fits, 'date.past', '/requestedOn', `${date} is past`);
}

/** What is agreed with the customer; goods go to the ship-to named, else the first, else home. */
export function partyOf(
  { terms, invoicePer, vatId, billTo, shipTos }: Customer,
  shipTo: string | Address | undefined,
  faults: Faults,
): Party | undefined {
  const agreed = { terms, invoicePer, customerVatId: vatId, billTo };
  if (typeof shipTo === 'object') return { ...agreed, shipTo };
  if (shipTo === undefined) return { ...agreed, shipTo: shipTos[0]?.address ?? billTo };
  const place = shipTos.find(({ id }) => id === shipTo);
  if (place) return { ...agreed, shipTo: place.address };
  return faults.add('ship_to.unknown', '/shipTo', `The customer has no ship-to ${shipTo}`);
}

function linesOf(request: OrderRequest, context: LineContext, faults: Faults): readonly Line[] {
  const { lines } = request;
  if (lines.length === 0) faults.add('lines.missing', '/lines', 'An order has a line');
  if (lines.length > MOST_LINES) return tooMany(lines.length, faults);
  return lines.flatMap(
    (line, index) => lineOf(line, index + 1, `/lines/${index}`, context, faults) ?? [],
  );
}

/** Notes that there are too many lines, and looks at none of them. */
export function tooMany(count: number, faults: Faults): readonly Line[] {
  faults.add('lines.too_many', '/lines', `${count} lines are more than ${MOST_LINES}`);
  return [];
}

function freightOf(
  given: MoneyJson | undefined,
  currency: string,
  faults: Faults,
): number | undefined {
  const path = '/freight';
  const freight = given && faults.reading(() => parseMoney(given), 'amount.invalid', path);
  if (!freight) return undefined;
  const same = freight.currency === currency;
  faults.unless(same, 'currency.mismatch', path, `The order is in ${currency}`);
  faults.unless(freight.minor >= 0, 'amount.negative', path, 'Freight is not below zero');
  return freight.minor;
}

/** The amounts, or a note that they are beyond what can be counted. */
export function pricedOf(
  lines: readonly Line[],
  currency: string,
  freight: number | undefined,
  faults: Faults,
): Priced | undefined {
  return faults.reading(() => priced(lines, currency, freight), 'amount.too_large', '/lines');
}

function duplicate(command: PlaceOrder, earlier: readonly string[]): Hold {
  const { hold: id, at: since, request } = command;
  const message = `${request.purchaseOrder} was ordered before: ${earlier.join(', ')}`;
  const code = 'order.duplicate' as const;
  const reasons = [{ code, message, owner: 'order desk' }];
  return { id, code, reasons, status: 'open', stands: true, since };
}
