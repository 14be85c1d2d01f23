import { DomainError, refuse } from '@o2c/contracts';
import { parseQuantity } from '@o2c/money';
import { EXPIRING, isExpiring, without } from './cancel-order.js';
import { changedLines, placedChanges, type PlacedChange } from './change-lines.js';
import { askBack, conclude, lessWanted } from './conclude.js';
import { Faults } from './fault.js';
import { quantityOf } from './line-rules.js';
import { refuseOtherVersion } from './master-data.js';
import {
  askingFor,
  hasEnded,
  isReleased,
  openOf,
  requested,
  revised,
  statusOf,
  wanted,
  type Order,
  type Part,
} from './order.js';
import type { ChangeOrder, LineChange, OrderFact } from './order-command.js';
import { partyOf, pricedOf, requestedDate } from './place-order.js';

/**
 * Before its release everything but customer, seller and currency may change, and only what
 * changed is checked again; after it quantities and lines only: what is added waits for credit
 * while the rest goes on, what is taken off is shipping's to decide. Throws DomainError
 * `precondition.failed`, `order.not_changeable`, `order.price_fixed`, `order.already_shipped`,
 * `order.invalid`.
 */
export function changeOrder(order: Order, command: ChangeOrder): readonly OrderFact[] {
  refuseOtherVersion(order.version, command.version);
  if (hasEnded(order)) throw notChangeable('It has been cancelled or rejected');
  if (isExpiring(order)) throw notChangeable(EXPIRING);
  return isReleased(order) ? changeReleased(order, command) : agreeAnew(order, command);
}

/** All but customer, seller and currency; its lines alone; or nothing of it may change any more. */
export const CHANGEABLE = ['all', 'lines', 'nothing'] as const;

/** What of it may change now. */
export function changeableOf(order: Order): (typeof CHANGEABLE)[number] {
  if (hasEnded(order) || isExpiring(order) || isClosed(order)) return 'nothing';
  return isReleased(order) ? 'lines' : 'all';
}

function isClosed(order: Order): boolean {
  return statusOf(order) === 'closed';
}

function agreeAnew(order: Order, command: ChangeOrder): readonly OrderFact[] {
  const faults = new Faults();
  const { known, requestedOn = order.requestedOn, priority = order.priority } = command;
  const isMoved = requestedOn !== order.requestedOn && !order.history;
  if (isMoved) requestedDate(requestedOn, known.today, faults);
  const party = { ...order.party, shipTo: shipToOf(order, command, faults) };
  const lines = changedLines(order, placedChanges(command), command, faults);
  const { currency, freight } = order;
  const amounts = faults.found.length === 0 && pricedOf(lines, currency, freight, faults);
  refuse(faults.found, 'order.invalid');
  const changed = { ...revised(order), requestedOn, priority, party, ...amounts };
  return conclude(askingFor(changed, order), (noted) => [lessWanted(noted, 'changed')], true);
}

function shipToOf({ party }: Order, { shipTo, known }: ChangeOrder, faults: Faults) {
  if (shipTo === undefined || !known.customer) return party.shipTo;
  return partyOf(known.customer, shipTo, faults)?.shipTo ?? party.shipTo;
}

/** What is added and what is taken off; where both are asked for, both happen or nothing does. */
function changeReleased(order: Order, command: ChangeOrder): readonly OrderFact[] {
  refuseFixed(order, command);
  const faults = new Faults();
  const changes = placedChanges(command);
  const more = changes.filter(({ change }) => asksForMore(order, change));
  const less = changes.filter((change) => !more.includes(change));
  const parts = less.flatMap((change) => decreaseOf(order, change, faults));
  const increased = withMore(order, more, command, faults);
  refuse(faults.found, 'order.invalid');
  if (more.length + parts.length === 0) return [];
  const request = { id: command.request, cause: 'decreased' } as const;
  const changed = without(revised(increased), parts, request);
  const isToldNow = more.length + changed.now.length > 0;
  const reason = more.length > 0 ? 'changed' : 'decreased';
  return conclude(
    askingFor(changed.order, order),
    (noted) => [
      ...(isToldNow ? [lessWanted(noted, reason)] : []),
      ...askBack(noted, changed.request),
    ],
    more.length > 0,
  );
}

/** Goods may be on their way at the price, and to the place, that were agreed. */
function refuseFixed({ lines }: Order, command: ChangeOrder): void {
  const { requestedOn, priority, shipTo } = command;
  if ([requestedOn, priority, shipTo].some((value) => value !== undefined)) throw onlyLines();
  for (const { line: number, sku, unitPrice, discountPercent } of command.lines) {
    const line = lines.find((one) => one.line === number);
    if (line && sku !== undefined && sku !== line.sku && sku !== line.product) throw onlyLines();
    if (number === undefined || (unitPrice ?? discountPercent) === undefined) continue;
    const message =
      `Goods of line ${number} may be on their way at the agreed price: ` +
      'cancel what is open of it and add a line at the new one';
    throw new DomainError('order.price_fixed', message);
  }
}

/** A new line, or more of a line than is wanted of it now; what cannot be read is no more. */
function asksForMore({ lines }: Order, { line: number, quantity }: LineChange): boolean {
  if (number === undefined) return true;
  const line = lines.find((one) => one.line === number);
  if (!line || quantity === undefined) return false;
  const given = new Faults().reading(() => parseQuantity(quantity), 'quantity.scale', '');
  return given !== undefined && given > wanted(line);
}

function withMore(
  order: Order,
  more: readonly PlacedChange[],
  command: ChangeOrder,
  faults: Faults,
): Order {
  if (more.length === 0) return order;
  if (isClosed(order)) throw notChangeable('It is closed: place another order');
  const asked = requested(order);
  const isAsked = more.some(({ change }) => asked.has(change.line ?? 0));
  if (isAsked) throw notChangeable('Shipping is deciding what of the line it can give back');
  const lines = changedLines(order, more, command, faults);
  const amounts =
    faults.found.length === 0 && pricedOf(lines, order.currency, order.freight, faults);
  return { ...order, ...amounts };
}

function decreaseOf(order: Order, { change, path }: PlacedChange, faults: Faults): readonly Part[] {
  const { line: number = 0, quantity: given } = change;
  const line = order.lines.find((candidate) => candidate.line === number);
  if (!line) faults.add('line.unknown', `${path}/line`, `There is no line ${number}`);
  if (!line || given === undefined) return [];
  const quantity = quantityOf(given, undefined, `${path}/quantity`, faults);
  if (quantity === undefined || quantity === wanted(line)) return [];
  const asked = requested(order).get(number) ?? 0;
  const less = wanted(line) - asked - quantity;
  if (less > openOf(line) - asked) {
    throw new DomainError(
      'order.already_shipped',
      `More than ${given} of line ${number} was shipped`,
    );
  }
  return less > 0 ? [{ line: number, quantity: less }] : [];
}

function onlyLines(): DomainError {
  return notChangeable('It has been released: only quantities can change, and lines be added');
}

function notChangeable(message: string): DomainError {
  return new DomainError('order.not_changeable', message);
}
