import { conclude } from './conclude.js';
import { withLines, type Line, type Order } from './order.js';
import type { Move, MoveQuantities, OrderFact, SettleDocument } from './order-command.js';

/** What inventory, shipping and billing did to the lines, in whatever order they said so. */
export function moveQuantities(order: Order, command: MoveQuantities): readonly OrderFact[] {
  const moves = Map.groupBy(command.moves, ({ line }) => line);
  const moved = withLines(order, (line) => (moves.get(line.line) ?? []).reduce(moveLine, line));
  const { document } = command;
  if (document === undefined) return conclude(moved);
  const settled = order.documents[document]?.settled ?? false;
  return conclude(withDocument(moved, document, { issued: true, settled }));
}

/** An item of the order was settled or opened again; its document may still be on its way. */
export function settleDocument(order: Order, command: SettleDocument): readonly OrderFact[] {
  const { document, settled } = command;
  const before = order.documents[document];
  if (before?.settled === settled) return [];
  return conclude(withDocument(order, document, { issued: before?.issued ?? false, settled }));
}

function moveLine(line: Line, move: Move): Line {
  return {
    ...line,
    reserved: line.reserved + (move.reserved ?? 0),
    backordered: line.backordered + (move.backordered ?? 0),
    shipped: line.shipped + (move.shipped ?? 0),
    invoiced: line.invoiced + (move.invoiced ?? 0),
  };
}

function withDocument(order: Order, number: string, document: Order['documents'][string]): Order {
  return { ...order, documents: { ...order.documents, [number]: document } };
}
