import type { AnyEvent, EventOf } from '@o2c/contracts';
import { parseQuantity } from '@o2c/money';

/** What one fact says of what an order line lacks; quantities in millionths add up. */
export type BackorderPart = {
  readonly order: string;
  readonly line: number;
  readonly lacking: number;
  /** The latest says why it lacks, and when more is expected. */
  readonly told?: {
    readonly sequence: number;
    readonly at: string;
    readonly sku: string;
    readonly isShort: boolean;
    readonly owner: string | null;
    readonly expectedOn: string | null;
  };
};

/** What a fact adds to backorders, or takes off them. */
export function backordersOf(fact: AnyEvent): readonly BackorderPart[] {
  switch (fact.type) {
    case 'StockBackordered':
      return toldBy(fact);
    case 'StockReserved':
      return less(
        fact.data.order,
        fact.data.lines.filter(({ fromBackorder }) => fromBackorder),
      );
    case 'ReservationReleased':
      return less(fact.data.order, fact.data.backorders);
    default:
      return [];
  }
}

function toldBy({ data, sequence, time: at }: EventOf<'StockBackordered'>): BackorderPart[] {
  const { order, cause, owner = null, lines } = data;
  return lines.map(({ line, sku, quantity, expectedOn = null }) => ({
    ...{ order, line, lacking: parseQuantity(quantity) },
    told: { sequence, at, sku, isShort: cause === 'short', owner, expectedOn },
  }));
}

type Lines = readonly { readonly line: number; readonly quantity: number | string }[];

function less(order: string, lines: Lines): BackorderPart[] {
  return lines.map(({ line, quantity }) => ({ order, line, lacking: -parseQuantity(quantity) }));
}
