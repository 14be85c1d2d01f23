import { DomainError, refuse } from '@o2c/contracts';
import { unitPriceJson } from '@o2c/money';
import { EXPIRING, isExpiring, takeBack } from './cancel-order.js';
import { conclude, lessWanted } from './conclude.js';
import { Faults } from './fault.js';
import { discountOf, lineOf, priceOf, quantityOf, type LineContext } from './line-rules.js';
import { refuseOtherVersion } from './master-data.js';
import {
  hasEnded,
  isReleased,
  openOf,
  requested,
  revised,
  wanted,
  type Line,
  type Order,
  type Part,
} from './order.js';
import type { ChangeOrder, LineChange, OrderFact } from './order-command.js';
import { MOST_LINES, partyOf, pricedOf, requestedDate, tooMany } from './place-order.js';

/**
 * Before its release everything but customer, seller and currency may change, and only what
 * changed is checked again; after it quantities may go down, which shipping then decides. Throws
 * DomainError `precondition.failed`, `order.not_changeable`, `order.invalid`.
 */
export function changeOrder(order: Order, command: ChangeOrder): readonly OrderFact[] {
  refuseOtherVersion(order.version, command.version);
  if (hasEnded(order)) throw notChangeable('It has been cancelled or rejected');
  if (isExpiring(order)) throw notChangeable(EXPIRING);
  return isReleased(order) ? decrease(order, command) : agreeAnew(order, command);
}

function agreeAnew(order: Order, command: ChangeOrder): readonly OrderFact[] {
  const faults = new Faults();
  const { known, requestedOn = order.requestedOn, priority = order.priority } = command;
  const isMoved = requestedOn !== order.requestedOn && !order.history;
  if (isMoved) requestedDate(requestedOn, known.today, faults);
  const party = { ...order.party, shipTo: shipToOf(order, command, faults) };
  const lines = linesOf(order, command, faults);
  const { currency, freight } = order;
  const amounts = faults.found.length === 0 && pricedOf(lines, currency, freight, faults);
  refuse(faults.found, 'order.invalid');
  const changed = { ...revised(order), requestedOn, priority, party, ...amounts };
  return conclude(changed, (noted) => [lessWanted(noted, 'changed')], true);
}

function shipToOf({ party }: Order, { shipTo, known }: ChangeOrder, faults: Faults) {
  if (shipTo === undefined || !known.customer) return party.shipTo;
  return partyOf(known.customer, shipTo, faults)?.shipTo ?? party.shipTo;
}

function linesOf(order: Order, command: ChangeOrder, faults: Faults): readonly Line[] {
  const { lines: changes, known, by } = command;
  const { currency, orderedOn } = order;
  const { seller, products } = known;
  const context = { currency, orderedOn, seller, products, mayPrice: by.mayPrice };
  const lines = [...order.lines];
  changes.forEach((change, index) => {
    const path = `/lines/${index}`;
    const at = lines.findIndex(({ line }) => line === change.line);
    const before = lines[at];
    const after = before
      ? changedLine(before, change, path, context, faults)
      : newLine(lines.length + 1, change, path, context, faults);
    if (after) lines.splice(before ? at : lines.length, 1, after);
  });
  return lines.length > MOST_LINES ? tooMany(lines.length, faults) : lines;
}

function newLine(
  line: number,
  change: LineChange,
  path: string,
  context: LineContext,
  faults: Faults,
): Line | undefined {
  if (change.line !== undefined) {
    return faults.add('line.unknown', `${path}/line`, `There is no line ${change.line}`);
  }
  const { sku, quantity } = change;
  if (sku === undefined || quantity === undefined) {
    return faults.add('line.incomplete', path, 'A new line needs sku and quantity');
  }
  return lineOf({ ...change, sku, quantity }, line, path, context, faults);
}

/** A quantity is what the customer wants in all, without what was cancelled before. */
function changedLine(
  line: Line,
  change: LineChange,
  path: string,
  context: LineContext,
  faults: Faults,
): Line | undefined {
  const product = context.products.get(line.product);
  if (change.sku !== undefined && change.sku !== line.sku && change.sku !== line.product) {
    faults.add('line.product_fixed', `${path}/sku`, 'Another product needs a line of its own');
  }
  const quantity =
    change.quantity === undefined
      ? wanted(line)
      : quantityOf(change.quantity, product, `${path}/quantity`, faults);
  const priced = repricedLine(line, change, path, context, faults);
  if (quantity === undefined || !priced) return undefined;
  return { ...priced, ordered: quantity + line.cancelled };
}

function repricedLine(
  line: Line,
  change: LineChange,
  path: string,
  context: LineContext,
  faults: Faults,
): Line | undefined {
  if (change.unitPrice === undefined && change.discountPercent === undefined) return line;
  const {
    unitPrice = unitPriceJson({ micro: line.unitPrice, currency: context.currency }),
    discountPercent = line.discountPercent,
  } = change;
  const product = context.products.get(line.product);
  const discount = discountOf(discountPercent, `${path}/discountPercent`, faults);
  const price = priceOf({ unitPrice, discountPercent }, product, discount, path, context, faults);
  if (!price || discount === undefined) return undefined;
  return { ...line, unitPrice: price.micro, discountPercent: discount };
}

/** After release only less of a line can be agreed. */
function decrease(order: Order, command: ChangeOrder): readonly OrderFact[] {
  const { requestedOn, priority, shipTo, lines } = command;
  if ([requestedOn, priority, shipTo].some((value) => value !== undefined)) throw onlyLess();
  const faults = new Faults();
  const asked = requested(order);
  const parts = lines.flatMap((change, index) => {
    const path = `/lines/${index}`;
    return decreaseOf(order, change, asked.get(change.line ?? 0) ?? 0, path, faults);
  });
  refuse(faults.found, 'order.invalid');
  if (parts.length === 0) return [];
  return takeBack(order, parts, 'decreased', { request: command.request, reason: 'decreased' });
}

function decreaseOf(
  order: Order,
  change: LineChange,
  asked: number,
  path: string,
  faults: Faults,
): readonly Part[] {
  const { line: number, quantity: given, sku, unitPrice, discountPercent } = change;
  if (number === undefined) throw onlyLess();
  if ([sku, unitPrice, discountPercent].some((value) => value !== undefined)) throw onlyLess();
  const line = order.lines.find((candidate) => candidate.line === number);
  if (!line) faults.add('line.unknown', `${path}/line`, `There is no line ${number}`);
  if (!line || given === undefined) return [];
  const quantity = quantityOf(given, undefined, `${path}/quantity`, faults);
  if (quantity === undefined || quantity === wanted(line)) return [];
  if (quantity > wanted(line)) throw onlyLess();
  const less = wanted(line) - asked - quantity;
  if (less > openOf(line) - asked) {
    throw new DomainError(
      'order.already_shipped',
      `More than ${given} of line ${number} was shipped`,
    );
  }
  return less > 0 ? [{ line: number, quantity: less }] : [];
}

function onlyLess(): DomainError {
  return notChangeable('It has been released: only quantities can go down');
}

function notChangeable(message: string): DomainError {
  return new DomainError('order.not_changeable', message);
}
