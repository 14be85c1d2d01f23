import type {
  CancelAccepted,
  DataOf,
  OrderCancelled,
  OrderChanged,
  OrderReleased,
  Shipped,
  ShipmentVoided,
} from '@o2c/contracts';
import { parseMoney, parseQuantity, parseUnitPrice } from '@o2c/money';
import type { Command } from './commands.js';
import type { Seller } from './invoice-content.js';
import type { LineQuantity, Release, Shipment, Worth } from './order.js';

/** What the other services say about an order that is to be invoiced. */
export type Heard =
  OrderReleased | OrderChanged | OrderCancelled | Shipped | CancelAccepted | ShipmentVoided;

/** Recorded time, and id of the document that may be issued. */
export type Occasion = { readonly at: string; readonly document: string };

/** What a fact asks of billing. */
export function commandOf(fact: Heard, occasion: Occasion): Command {
  const { order } = fact.data;
  switch (fact.type) {
    case 'OrderReleased': {
      const release = releaseOf(fact.data, fact.sequence);
      return { type: 'RecordRelease', order, release, ...occasion };
    }
    case 'OrderChanged':
    case 'OrderCancelled':
      // So that what left is worth the same here and in orders while a change is on hold.
      return { type: 'RecordChange', order, change: worthOf(fact.data, fact.sequence) };
    case 'Shipped': {
      const { history } = fact.data;
      const shipment = shipmentOf(fact.data);
      return { type: 'RecordShipment', order, shipment, history, ...occasion };
    }
    case 'CancelAccepted': {
      const lines = quantitiesOf(fact.data.lines);
      return { type: 'RecordCancellation', order, lines, ...occasion };
    }
    case 'ShipmentVoided': {
      const { shipment, wasShipped, reason } = fact.data;
      return { type: 'VoidShipment', order, shipment, wasShipped, reason, ...occasion };
    }
  }
}

/** Billing's copy of what orders says about a seller. */
export function sellerOf(data: DataOf<'SellerRegistered'>): Seller {
  const { seller: id, number, name, address, vatId, taxNumber, iban, bic, taxRates } = data;
  return {
    kind: 'seller',
    id,
    party: { number, name, address, vatId, taxNumber, iban, bic },
    taxRates,
  };
}

/** What may be delivered, in integers; orders said so at the position `sequence`. */
export function releaseOf(data: DataOf<'OrderReleased'>, sequence: number): Release {
  const { seller, customer, number, purchaseOrder, currency, terms, invoicePer } = data;
  return {
    ...{ seller, customer, number, purchaseOrder, currency, terms, invoicePer },
    sequence,
    customerVatId: data.customerVatId,
    billTo: data.billTo,
    shipTo: data.shipTo,
    freight: data.freight ? parseMoney(data.freight).minor : 0,
    lines: data.lines.map(({ line, sku, name, unit, discountPercent, ...of }) => ({
      ...{ line, sku, name, unit, discountPercent },
      taxCategory: of.taxCategory,
      rateClass: of.rateClass,
      ordered: parseQuantity(of.ordered),
      released: parseQuantity(of.released),
      unitPrice: parseUnitPrice(of.unitPrice).micro,
      gross: parseMoney(of.gross).minor,
    })),
  };
}

/** What the lines of a changed order are worth, in integers. */
function worthOf({ lines }: DataOf<'OrderChanged'>, sequence: number): Worth {
  return {
    sequence,
    lines: lines.map(({ line, ordered, gross }) => {
      return { line, ordered: parseQuantity(ordered), gross: parseMoney(gross).minor };
    }),
  };
}

/** Goods that left; what came to nothing is no line. */
export function shipmentOf(data: DataOf<'Shipped'>): Shipment {
  const { shipment: id, shippedAt, shippedOn } = data;
  return { id, shippedAt, shippedOn, lines: quantitiesOf(data.lines), voided: false };
}

/** Quantities of order lines, in millionths; repeated lines are added up. */
export function quantitiesOf(lines: readonly Quantified[]): readonly LineQuantity[] {
  const sum = new Map<number, number>();
  for (const { line, quantity } of lines) {
    sum.set(line, (sum.get(line) ?? 0) + parseQuantity(quantity));
  }
  return [...sum]
    .map(([line, quantity]) => ({ line, quantity }))
    .filter(({ quantity }) => quantity > 0);
}

type Quantified = { readonly line: number; readonly quantity: number | string };
