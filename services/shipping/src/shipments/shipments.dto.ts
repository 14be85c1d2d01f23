import { quantityJson, type Quantity } from '@o2c/money';
import {
  Choice,
  DateField,
  InstantField,
  Int,
  ListOf,
  Nested,
  QuantityField,
  Text,
  TextList,
  UuidField,
} from '@o2c/runtime';
import type { Package, Shipment, ShipmentStatus, TrackingStatus } from '../domain/shipment.js';

const STATUSES: readonly ShipmentStatus[] = [
  ...(['planned', 'picked', 'packed'] as const),
  ...(['shipped', 'delivered', 'voided'] as const),
];

/** What carriers say of a shipment, in the order of its way. */
export const TRACKING_STATUSES: readonly TrackingStatus[] = [
  ...(['handed_over', 'in_transit', 'exception'] as const),
  ...(['out_for_delivery', 'delivered', 'returned'] as const),
];

/** Which shipments a list shows. */
export class ShipmentQuery {
  @Text({ optional: true, doc: 'id or number of the order' }) declare readonly order?: string;
  @Text({ optional: true, doc: 'id or number of the customer' }) declare readonly customer?: string;
  @Choice(STATUSES, { optional: true }) declare readonly status?: ShipmentStatus;
}

/** A line of an order in a shipment. */
export class ShipmentLineView {
  @Int({ min: 1, doc: 'line of the order' }) declare readonly line: number;
  @Text() declare readonly sku: string;
  @QuantityField() declare readonly planned: number | string;
  @QuantityField({ doc: '0 until the goods leave' }) declare readonly shipped: number | string;
}

/** What a package holds of an order line. */
export class PackageLine {
  @Int({ doc: 'line of the order' }) declare readonly line: number;
  @QuantityField() declare readonly quantity: number | string;
}

/** A package and its number. */
export class PackageView {
  @Int({ min: 1, doc: 'inside the shipment, from 1' }) declare readonly number: number;
  @Text({ optional: true, doc: 'GS1 serial shipping container code; needs a GS1 company prefix' })
  declare readonly sscc?: string;
  @QuantityField({ optional: true, doc: 'kilograms' }) declare readonly weight?: number | string;
  @ListOf(() => PackageLine, { optional: true }) declare readonly lines?: PackageLine[];
}

/** Where goods go. */
export class ShipToView {
  @Text() declare readonly name: string;
  @TextList() declare readonly lines: string[];
  @Text({ optional: true }) declare readonly postalCode?: string;
  @Text() declare readonly city: string;
  @Text({ doc: 'ISO 3166-1 alpha-2' }) declare readonly country: string;
}

/** What a carrier said. */
export class TrackingView {
  @Text({ doc: "the carrier's id of the update: the same one has no effect twice" })
  declare readonly eventId: string;
  @Choice(TRACKING_STATUSES) declare readonly status: TrackingStatus;
  @InstantField() declare readonly at: string;
  @Text({ optional: true }) declare readonly note?: string;
}

/** What leaves together: goods of one order, from one warehouse, to one address. */
export class ShipmentView {
  @UuidField() declare readonly id: string;
  @Text({ example: 'SH-2026-000045' }) declare readonly number: string;
  @UuidField() declare readonly order: string;
  @UuidField() declare readonly seller: string;
  @UuidField() declare readonly customer: string;
  @Choice(STATUSES) declare readonly status: ShipmentStatus;
  @Text({ example: 'main' }) declare readonly warehouse: string;
  @Nested(() => ShipToView) declare readonly shipTo: ShipToView;
  @ListOf(() => ShipmentLineView) declare readonly lines: ShipmentLineView[];
  @ListOf(() => PackageView) declare readonly packages: PackageView[];
  @Text({ optional: true }) declare readonly carrier?: string | undefined;
  @Text({ optional: true }) declare readonly trackingNumber?: string | undefined;
  @InstantField({ optional: true }) declare readonly shippedAt?: string | undefined;
  @DateField({ optional: true, doc: "in the seller's time zone" })
  declare readonly shippedOn?: string | undefined;
  @InstantField({ optional: true }) declare readonly deliveredAt?: string | undefined;
  @Text({ optional: true }) declare readonly receivedBy?: string | undefined;
  @Text({ optional: true }) declare readonly voidReason?: string | undefined;
  @Choice(TRACKING_STATUSES, { optional: true, doc: 'the furthest that the carrier has said' })
  declare readonly trackingStatus?: TrackingStatus | undefined;
  @ListOf(() => TrackingView) declare readonly tracking: TrackingView[];
  @Int({ doc: 'counts the changes' }) declare readonly version: number;
}

/** A page of shipments. */
export class ShipmentPage {
  @ListOf(() => ShipmentView) declare readonly items: ShipmentView[];
  @Text({ nullable: true, doc: 'goes into ?after=' }) declare readonly next: string | null;
}

/** The shipment as callers see it. */
export function shipmentView({
  lines,
  packages,
  shipTo,
  tracking,
  ...one
}: Shipment): ShipmentView {
  return {
    ...one,
    shipTo: shipTo as ShipToView,
    lines: lines
      .filter(({ planned }) => planned > 0)
      .map(({ line, sku, planned, shipped }) => {
        return { line, sku, planned: quantityJson(planned), shipped: quantityJson(shipped) };
      }),
    packages: packages.map(packageView),
    tracking: tracking as TrackingView[],
  };
}

function packageView({ number, sscc, weight, lines }: Package): PackageView {
  return {
    number,
    ...(sscc !== undefined && { sscc }),
    ...(weight !== undefined && { weight: quantityJson(weight) }),
    ...(lines && { lines: lines.map(written) }),
  };
}

function written({ line, quantity }: { line: number; quantity: Quantity }): PackageLine {
  return { line, quantity: quantityJson(quantity) };
}
