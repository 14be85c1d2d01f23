import { MOST, unitPriceJson } from '@o2c/money';
import type { Faults } from './fault.js';
import { discountOf, lineOf, priceOf, quantityOf, type LineContext } from './line-rules.js';
import { wanted, type Line, type Order } from './order.js';
import type { ChangeOrder, LineChange } from './order-command.js';
import { MOST_LINES, tooMany } from './place-order.js';

/** A change of a line, and where in the request it stands. */
export type PlacedChange = { readonly change: LineChange; readonly path: string };

/** The changes of a request with their places. */
export function placedChanges({ lines }: ChangeOrder): readonly PlacedChange[] {
  return lines.map((change, index) => ({ change, path: `/lines/${index}` }));
}

/** The order's lines after these changes; only what changes is checked, every fault is noted. */
export function changedLines(
  order: Order,
  changes: readonly PlacedChange[],
  { known, by }: ChangeOrder,
  faults: Faults,
): readonly Line[] {
  const { currency, orderedOn } = order;
  const { seller, products } = known;
  const context = { currency, orderedOn, seller, products, mayPrice: by.mayPrice };
  const lines = [...order.lines];
  for (const { change, path } of changes) {
    const at = lines.findIndex(({ line }) => line === change.line);
    const before = lines[at];
    const after = before
      ? changedLine(before, change, path, context, faults)
      : newLine(lines.length + 1, change, path, context, faults);
    if (after) lines.splice(before ? at : lines.length, 1, after);
  }
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
  const ordered = quantity + line.cancelled;
  if (ordered <= MOST) return { ...priced, ordered };
  const message = `With what was cancelled ${change.quantity} is too much`;
  return faults.add('quantity.too_large', `${path}/quantity`, message);
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
