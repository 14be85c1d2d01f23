import { DomainError, type FieldError, NotHeardYet, refuse } from '@o2c/contracts';
import { MOST, ONE, MoneyError, parseQuantity, quantityJson, type Quantity } from '@o2c/money';
import { allocationDue } from './allocation.js';
import { Books } from './books.js';
import type { Decision, Rows } from './inventory-facts.js';
import { type Expected, levelOf } from './stock.js';

/** A quantity as the request gives it. */
export type GivenLine = { readonly sku: string; readonly quantity: number | string };

/** Goods came in. */
export type ReceiveStock = {
  readonly type: 'ReceiveStock';
  readonly receipt: string;
  readonly warehouse: string;
  readonly reference?: string | undefined;
  /** The announced delivery that came; else the earliest expected at this warehouse. */
  readonly expectedReceipt?: string | undefined;
  readonly lines: readonly GivenLine[];
};

/** Stock was counted differently; quantities are signed. */
export type AdjustStock = {
  readonly type: 'AdjustStock';
  readonly adjustment: string;
  readonly warehouse: string;
  readonly reason: string;
  readonly lines: readonly GivenLine[];
};

/** A line whose quantity is read. */
type ReadLine = { readonly sku: string; readonly quantity: Quantity };

/** Takes goods in, and leaves them to who waits for them. */
export function receive(rows: Rows, command: ReceiveStock): Decision {
  const books = new Books(rows);
  const { receipt, warehouse, reference } = command;
  const lines = readLines(books, command.lines, expectationFaults(books, command));
  for (const { sku, quantity } of lines) {
    refuseExcess(levelOf(books.stock(sku), warehouse).received, quantity, sku);
    books.enter({
      type: 'StockReceived',
      data: {
        sku,
        warehouse,
        quantity: quantityJson(quantity),
        receipt,
        ...(reference !== undefined && { reference }),
      },
    });
    fulfil(books, command, sku, quantity);
  }
  allocationDue(
    books,
    lines.map(({ sku }) => sku),
  );
  return books.facts;
}

/**
 * Corrects stock. Throws `stock.reserved` (409) when less would be left than is promised, and
 * `content.invalid` (422) when it would be negative.
 */
export function adjust(rows: Rows, command: AdjustStock): Decision {
  const books = new Books(rows);
  const { adjustment, warehouse, reason } = command;
  const faults = reason.trim() === '' ? [fault('/reason', 'a reason is needed')] : [];
  const lines = readLines(books, command.lines, faults, 'not 0', (quantity) => quantity !== 0);
  for (const { sku, quantity } of lines) {
    refuseShortage(books, warehouse, sku, quantity);
    books.enter({
      type: 'StockAdjusted',
      data: { sku, warehouse, delta: quantityJson(quantity), adjustment, reason },
    });
  }
  allocationDue(
    books,
    lines.map(({ sku }) => sku),
  );
  return books.facts;
}

/**
 * Reads quantities and finds skus. Throws all faults at once (422); skus that nobody told us of
 * yet are waited for only when nothing else is wrong.
 */
export function readLines(
  books: Books,
  lines: readonly GivenLine[],
  faults: readonly FieldError[] = [],
  must = 'more than 0',
  holds: (quantity: Quantity) => boolean = (quantity) => quantity > 0,
): readonly ReadLine[] {
  const wrong = [...faults];
  const unknown: FieldError[] = [];
  const read = lines.map(({ sku, quantity }, index) => {
    const value = readQuantity(quantity, `/lines/${index}/quantity`, wrong, must, holds);
    if (!books.findStock(sku)) unknown.push(unknownSku(sku, `/lines/${index}/sku`));
    return { sku, quantity: value };
  });
  if (wrong.length > 0) refuse([...wrong, ...unknown]);
  if (unknown.length > 0) throw new NotHeardYet('Some products are not known here', unknown);
  return read;
}

/** A fault of a request's content. */
export function fault(path: string, message: string): FieldError {
  return { code: 'content.invalid', path, message };
}

function readQuantity(
  given: number | string,
  path: string,
  faults: FieldError[],
  must: string,
  holds: (quantity: Quantity) => boolean,
): Quantity {
  try {
    const quantity = parseQuantity(given);
    if (!holds(quantity)) faults.push(fault(path, `quantity must be ${must}`));
    const isWhole = quantity % ONE === 0;
    if (!isWhole && Math.abs(quantity) > MOST) faults.push(fault(path, `${given} is too much`));
    return quantity;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    faults.push(...error.faults.map((message) => fault(path, message)));
    return 0;
  }
}

function unknownSku(sku: string, path: string): FieldError {
  return { code: 'product.unknown', path, message: `product ${sku} is not known` };
}

/** Totals must stay exact numbers. */
function refuseExcess(total: Quantity, quantity: Quantity, sku: string): void {
  if (Number.isSafeInteger(total + quantity)) return;
  refuse([fault('/lines', `so much of ${sku} cannot be counted exactly`)]);
}

function refuseShortage(books: Books, warehouse: string, sku: string, delta: Quantity): void {
  const { onHand, reserved, adjusted } = levelOf(books.stock(sku), warehouse);
  const left = onHand + delta;
  refuseExcess(onHand, delta, sku);
  refuseExcess(adjusted, delta, sku);
  if (delta > 0 || left >= reserved) return;
  const numbers = {
    sku,
    warehouse,
    onHand: quantityJson(onHand),
    reserved: quantityJson(reserved),
  };
  if (reserved > 0) {
    const message = `${quantityJson(reserved)} of ${sku} at ${warehouse} are promised to orders`;
    throw new DomainError('stock.reserved', message, [], numbers);
  }
  refuse([fault('/lines', `only ${quantityJson(onHand)} of ${sku} are at ${warehouse}`)]);
}

function expectationFaults(books: Books, { expectedReceipt, lines }: ReceiveStock): FieldError[] {
  if (expectedReceipt === undefined) return [];
  const announced = lines.flatMap(({ sku }) => books.findStock(sku)?.expected ?? []);
  if (announced.some(({ receipt }) => receipt === expectedReceipt)) return [];
  const message = `expected receipt ${expectedReceipt} has none of these products open`;
  return [{ code: 'reference.unknown', path: '/expectedReceipt', message }];
}

/** What came is no longer expected: of the named delivery, or the earliest at this warehouse. */
function fulfil(books: Books, command: ReceiveStock, sku: string, received: Quantity): void {
  const { expectedReceipt, warehouse } = command;
  const meant = (one: Expected): boolean =>
    expectedReceipt === undefined ? one.warehouse === warehouse : one.receipt === expectedReceipt;
  let rest = received;
  for (const { receipt, line, open } of books.stock(sku).expected.filter(meant)) {
    const quantity = Math.min(rest, open);
    rest -= quantity;
    if (quantity === 0) continue;
    books.expectation({ type: 'expectation-reduced', data: { receipt, line, sku, quantity } });
  }
}
