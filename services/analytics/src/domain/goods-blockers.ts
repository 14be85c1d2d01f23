import type { AnyEvent, Blocker, EventOf } from '@o2c/contracts';
import { addDays, parseQuantity, quantityJson, type Quantity } from '@o2c/money';
import { backordersOf } from './backorder.js';
import type { ExpectedStock } from './expected-stock.js';
import { factsOf, newestOf, summed } from './told-facts.js';

/** What stops goods: stock that lacks, and a shipment that was promised for a day that passed. */
export function goodsBlockers(
  facts: readonly AnyEvent[],
  today: string,
  expected: readonly ExpectedStock[],
): readonly Blocker[] {
  const lacking = lackingOf(facts);
  return [...backorders(facts, lacking, expected), ...lateShipment(facts, lacking, today)];
}

/** Quantities of an order's lines in millionths: what is wanted and has not left the house. */
export function toShip(facts: readonly AnyEvent[]): ReadonlyMap<number, Quantity> {
  const order = newestOf(factsOf(facts, 'OrderPlaced', 'OrderChanged', 'OrderCancelled'));
  const wanted = (order?.data.lines ?? []).map(
    ({ line, ordered, cancelled }) =>
      [line, parseQuantity(ordered) - parseQuantity(cancelled)] as const,
  );
  const shipped = factsOf(facts, 'Shipped').flatMap(({ data }) => quantities(data.lines, -1));
  const voided = factsOf(facts, 'ShipmentVoided').filter(({ data }) => data.wasShipped);
  return summed([
    ...wanted,
    ...shipped,
    ...voided.flatMap(({ data }) => quantities(data.lines, 1)),
  ]);
}

/** What of a line lacks is backordered less what was promised or forgotten since. */
function lackingOf(facts: readonly AnyEvent[]): ReadonlyMap<number, Quantity> {
  const parts = facts.flatMap(backordersOf);
  return summed(parts.map(({ line, lacking }) => [line, lacking] as const));
}

function backorders(
  facts: readonly AnyEvent[],
  lacking: ReadonlyMap<number, Quantity>,
  expected: readonly ExpectedStock[],
): readonly Blocker[] {
  const told = factsOf(facts, 'StockBackordered');
  return [...lacking]
    .filter(([, quantity]) => quantity > 0)
    .sort(([a], [b]) => a - b)
    .flatMap(([line, quantity]) => {
      const newest = newestOf(told.filter(({ data }) => data.lines.some((l) => l.line === line)));
      return newest ? [backorder(newest, line, quantity, expected)] : [];
    });
}

function backorder(
  { data, time, sequence }: EventOf<'StockBackordered'>,
  line: number,
  micro: Quantity,
  expected: readonly ExpectedStock[],
): Blocker {
  const lacks = data.lines.find((one) => one.line === line);
  const { sku = '' } = lacks ?? {};
  const news = expected.find((one) => one.sku === sku && one.sequence > sequence);
  const expectedOn = news ? news.expectedOn : lacks?.expectedOn;
  const quantity = quantityJson(micro);
  const isShort = data.cause === 'short';
  const next = expectedOn ? `next receipt on ${expectedOn}` : 'none is expected';
  return {
    code: isShort ? 'stock.short' : 'stock.backordered',
    ...{ service: 'inventory', event: 'StockBackordered', since: time, asOf: news?.at ?? time },
    message: isShort
      ? `${quantity} of ${sku} were promised and not found`
      : `${quantity} of ${sku} are not in stock`,
    owner: data.owner ?? (isShort ? 'warehouse' : 'purchasing'),
    action: `Receive ${quantity} of ${sku}; ${next}`,
    ...{ line, sku, quantity, link: `/v1/stock/${encodeURIComponent(sku)}` },
  };
}

/** Stock is there, or should be: what is neither shipped nor backordered is late. */
function lateShipment(
  facts: readonly AnyEvent[],
  lacking: ReadonlyMap<number, Quantity>,
  today: string,
): readonly Blocker[] {
  const release = newestOf(factsOf(facts, 'OrderReleased'));
  const requestedOn = release?.data.requestedOn;
  if (!release || requestedOn === undefined || requestedOn >= today) return [];
  const late = [...toShip(facts)].reduce(
    (sum, [line, open]) => sum + Math.max(0, open - (lacking.get(line) ?? 0)),
    0,
  );
  if (late <= 0) return [];
  const quantity = quantityJson(late);
  const plan = openPlan(facts);
  const what = plan ? plan.data.number : release.data.number;
  return [
    {
      ...{ code: 'shipment.late', service: 'shipping', event: plan?.type ?? release.type },
      message: `${quantity} were to leave by ${requestedOn}`,
      since: `${addDays(requestedOn, 1)}T00:00:00.000Z`,
      ...{ asOf: plan?.time ?? release.time, owner: 'warehouse', action: `Ship ${what}`, quantity },
      link: `/v1/shipments?order=${release.data.order}`,
    },
  ];
}

function openPlan(facts: readonly AnyEvent[]): EventOf<'ShipmentPlanned'> | undefined {
  const gone = new Set(factsOf(facts, 'Shipped', 'ShipmentVoided').map(({ subject }) => subject));
  return newestOf(factsOf(facts, 'ShipmentPlanned').filter(({ subject }) => !gone.has(subject)));
}

type Lines = readonly { readonly line: number; readonly quantity: number | string }[];

function quantities(lines: Lines, sign: 1 | -1): (readonly [number, Quantity])[] {
  return lines.map(({ line, quantity }) => [line, sign * parseQuantity(quantity)] as const);
}
