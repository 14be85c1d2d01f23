import type { Address } from '@o2c/contracts';
import type { Quantity } from '@o2c/money';

/** Where a shipment stands: open while planned, picked or packed; voided from any but delivered. */
export type ShipmentStatus = 'planned' | 'picked' | 'packed' | 'shipped' | 'delivered' | 'voided';

/** An order line's part in a shipment; `shipped` is 0 until the goods leave. */
export type ShipmentLine = {
  readonly line: number;
  readonly sku: string;
  readonly planned: Quantity;
  readonly shipped: Quantity;
};

/** What a package holds of an order line. */
export type PackageLine = { readonly line: number; readonly quantity: Quantity };

/** A package; it has an SSCC where the seller has a GS1 company prefix. */
export type Package = {
  /** From 1, inside the shipment. */
  readonly number: number;
  readonly sscc?: string | undefined;
  /** Millionths of a kilogram. */
  readonly weight?: Quantity | undefined;
  readonly lines?: readonly PackageLine[] | undefined;
};

/** What a carrier can say of a shipment. */
export type TrackingStatus =
  'handed_over' | 'in_transit' | 'exception' | 'out_for_delivery' | 'delivered' | 'returned';

/** One update of a carrier, known by the id that the carrier gave it. */
export type TrackingEvent = {
  readonly eventId: string;
  readonly status: TrackingStatus;
  readonly at: string;
  readonly note?: string | undefined;
};

/** What leaves together: goods of one order, from one warehouse, to one address. */
export type Shipment = {
  readonly id: string;
  readonly number: string;
  readonly order: string;
  readonly seller: string;
  readonly customer: string;
  readonly warehouse: string;
  readonly shipTo: Address;
  readonly status: ShipmentStatus;
  readonly lines: readonly ShipmentLine[];
  readonly packages: readonly Package[];
  readonly carrier?: string | undefined;
  readonly trackingNumber?: string | undefined;
  readonly shippedAt?: string | undefined;
  /** `shippedAt` as a date in the seller's time zone: the tax point. */
  readonly shippedOn?: string | undefined;
  readonly deliveredAt?: string | undefined;
  readonly receivedBy?: string | undefined;
  readonly voidReason?: string | undefined;
  readonly trackingStatus?: TrackingStatus | undefined;
  readonly tracking: readonly TrackingEvent[];
  /** Counts the changes. */
  readonly version: number;
};

/** Whether the goods have not left and still can. */
export function isOpen({ status }: Shipment): boolean {
  return status === 'planned' || status === 'picked' || status === 'packed';
}

/** The lines of which something is still planned, by line number. */
export function plannedLines(shipment: Shipment): Map<number, ShipmentLine> {
  return new Map(
    shipment.lines.filter(({ planned }) => planned > 0).map((line) => [line.line, line]),
  );
}
