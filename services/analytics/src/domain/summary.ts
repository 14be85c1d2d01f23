import type { DataOf, EventType, Fact } from '@o2c/contracts';
import type { MoneyJson } from '@o2c/money';
import { asPeopleSay, causeOf, holdInWords } from './reason-words.js';

/**
 * What a fact says, in one plain sentence: for an order's timeline, where people of all trades
 * read it. A type that is not in the catalogue (any more) is told by its name.
 */
export function summaryOf({ type, data }: Fact): string {
  const tell = SENTENCES[type] as ((data: object) => string) | undefined;
  return `${tell?.(data) ?? type}.`;
}

const SENTENCES: { readonly [T in EventType]: (data: DataOf<T>) => string } = {
  SellerRegistered: ({ name }) => `Seller ${name} was registered`,
  SellerChanged: ({ name }) => `Seller ${name} was changed`,
  CustomerRegistered: ({ name, initialCredit: credit }) =>
    `Customer ${name} was registered` +
    (credit === undefined ? '' : `, with a credit limit of ${text(credit.limit)}`),
  CustomerChanged: ({ name }) => `Customer ${name} was changed`,
  ProductRegistered: ({ sku, name }) => `Product ${sku}, ${name}, was registered`,
  ProductChanged: ({ sku, name }) => `Product ${sku}, ${name}, was changed`,

  OrderPlaced: (order) => `${order.placedBy} placed ${sizeOf(order)}${heldBecause(order.holds)}`,
  OrderChanged: (order) =>
    `${sizeOf(order)}, is what was ordered now${after('OrderChanged', order.reason)}` +
    heldBecause(order.holds),
  OrderCancelled: ({ number, reason }) =>
    `${number} was cancelled${after('OrderCancelled', reason)}`,
  HoldReleased: ({ by, code, reason, comment }) =>
    `${by} released the hold for ${holdInWords(code)}${because(reason, comment)}`,
  HoldRejected: ({ by, code, reason, comment }) =>
    `${by} rejected the order, held for ${holdInWords(code)}${because(reason, comment)}`,
  OrderReleased: (order) => `${sizeOf(order)}, was released for delivery`,
  CancelRequested: ({ lines, cause }) =>
    `Shipping was asked to give back ${linesIn(lines)}${after('CancelRequested', cause)}`,

  CreditApproved: ({ amount, available, manual }) =>
    `${manual ? 'A controller' : 'Credit'} approved ${text(amount)}` +
    (available === null ? '' : `; ${text(available)} is still available`),
  CreditHeld: ({ amount, reasons, restated = false }) =>
    `Credit ${restated ? 'still holds' : 'held'} ${text(amount)}${because(...messages(reasons))}`,
  CreditRejected: ({ amount, reasons }) =>
    `Credit for ${text(amount)} was refused${because(...messages(reasons))}`,
  CreditLimitChanged: ({ limit, blocked }) =>
    blocked
      ? `The credit account was blocked${because(blocked.reason)}`
      : limit === null
        ? 'There is no credit limit from now on'
        : `The credit limit is ${text(limit)} from now on`,

  StockReserved: ({ lines }) => `${goodsIn(lines)} reserved`,
  StockBackordered: ({ lines }) => `${goodsIn(lines)} backordered${expectedOn(lines)}`,
  ReservationReleased: ({ lines, backorders, reason }) =>
    `${goodsIn([...lines, ...backorders])} no longer promised` +
    after('ReservationReleased', reason),
  StockExpected: ({ sku, expectedOn }) =>
    expectedOn === undefined
      ? `No more of ${sku} is expected`
      : `More of ${sku} is expected next on ${expectedOn}`,
  StockReceived: ({ sku, quantity, warehouse }) => `${quantity} of ${sku} came in at ${warehouse}`,
  StockAdjusted: ({ sku, delta, warehouse, reason }) =>
    `Stock of ${sku} at ${warehouse} was adjusted by ${delta}` +
    because(reason.replace(/^short: /, 'picked short, ')),

  CancelAccepted: ({ lines }) => `Shipping gave back ${linesIn(lines)}`,
  CancelRefused: ({ lines }) =>
    `Shipping could not give back ${linesIn(lines)}: it had been shipped`,
  ShipmentPlanned: ({ number, warehouse, lines }) => {
    const planned = lines.map(({ sku, planned: quantity }) => ({ sku, quantity }));
    return `${number} is planned at ${warehouse}: ${goodsIn(planned)}`;
  },
  Shipped: ({ number, warehouse, carrier, lines, shorts }) =>
    `${number} left ${warehouse}${carrier === undefined ? '' : ` with ${carrier}`}: ` +
    goodsIn(lines) +
    (shorts.length > 0 ? `; short by ${goodsIn(shorts)}` : ''),
  ShipmentVoided: ({ number, reason }) => `${number} was voided${after('ShipmentVoided', reason)}`,
  Delivered: ({ receivedBy }) =>
    `The goods were delivered${receivedBy === undefined ? '' : ` to ${receivedBy}`}`,

  Invoiced: ({ number, payable, dueOn }) =>
    `${number} over ${text(payable)} was issued, due on ${dueOn}`,
  CreditNoted: ({ number, gross, invoiceNumber, reason }) =>
    `${number} credited ${text(gross)} of ${invoiceNumber}${because(reason)}`,

  PaymentReceived: ({ amount, method, valueDate, payer }) =>
    `${text(amount)} came in${payer === undefined ? '' : ` from ${payer}`} ` +
    `by ${method.replace('_', ' ')}, value date ${valueDate}`,
  PaymentIdentified: ({ amount }) => `The payer of ${text(amount)} became known`,
  PaymentApplied: ({ amount, document, open }) =>
    `${text(amount)} was paid on ${document}; ${text(open)} is left open`,
  PaymentUnapplied: ({ amount, document, open, reason }) =>
    `${text(amount)} was taken off ${document} again, ${text(open)} is open` +
    after('PaymentUnapplied', reason),
  PaymentReversed: ({ amount, reason }) => `The bank took ${text(amount)} back${because(reason)}`,
  PaymentRefunded: ({ amount, reason }) => `${text(amount)} was paid back${because(reason)}`,
  OpenItemLoaded: ({ document, amount, dueDate }) =>
    `${document} over ${text(amount)} was loaded, due on ${dueDate}`,
  CreditApplied: ({ creditDocument, document, amount, open }) =>
    `${creditDocument} settled ${text(amount)} of ${document}; ${text(open)} is left open`,
  OpenItemClosed: ({ document }) => `${document} is settled`,
  OpenItemReopened: ({ document, open }) => `${document} is open again with ${text(open)}`,
  ItemDisputed: ({ document, disputed, reason }) =>
    `${text(disputed)} of ${document} is disputed from now on${because(reason)}`,
  WrittenOff: ({ document, amount, reason }) =>
    `${text(amount)} of ${document} was written off${because(reason)}`,
  ReminderSent: ({ document, level, amount, daysOverdue }) =>
    `Reminder ${level} was sent for ${document}: ${text(amount)}, ${daysOverdue} days overdue`,
};

type Lines = readonly { readonly line: number; readonly quantity: number | string }[];
type Goods = readonly { readonly sku: string; readonly quantity: number | string }[];
type Reasons = readonly { readonly message: string }[];

/** More than this many are counted, not named. */
const NAMED = 3;

function text({ amount, currency }: MoneyJson): string {
  return `${amount} ${currency}`;
}

function sizeOf(order: {
  readonly number: string;
  readonly lines: readonly unknown[];
  readonly gross: MoneyJson;
}): string {
  const { number, lines, gross } = order;
  return `${number}, ${lines.length} ${lines.length === 1 ? 'line' : 'lines'} over ${text(gross)}`;
}

function goodsIn(goods: Goods): string {
  return listed(goods.map(({ sku, quantity }) => `${quantity} of ${sku}`));
}

function linesIn(lines: Lines): string {
  return listed(lines.map(({ line, quantity }) => `${quantity} of line ${line}`));
}

function listed(parts: readonly string[]): string {
  const rest = parts.length - NAMED;
  return [...parts.slice(0, NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ') || 'nothing';
}

function expectedOn(lines: readonly { readonly expectedOn?: string | undefined }[]): string {
  const [first] = lines.flatMap((line) => line.expectedOn ?? []).sort();
  return first === undefined ? '' : `, next expected on ${first}`;
}

function messages(reasons: Reasons): readonly string[] {
  return reasons.map(({ message }) => message);
}

function heldBecause(holds: readonly { readonly reasons: Reasons }[] | undefined): string {
  if (holds === undefined || holds.length === 0) return '';
  return `; held${because(...holds.flatMap(({ reasons }) => messages(reasons)))}`;
}

function because(...reasons: readonly (string | undefined)[]): string {
  const given = reasons.flatMap((reason) => (reason ? [asPeopleSay(reason)] : []));
  return given.length === 0 ? '' : `: ${given.join('; ')}`;
}

/** A cause of the system's own, or else the reason that somebody gave. */
function after(type: EventType, reason: string | undefined): string {
  return causeOf(type, reason) ?? because(reason);
}
