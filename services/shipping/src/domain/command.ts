import type { DataOf, Decision as DecisionOf, EventType, FactOf } from '@o2c/contracts';
import type { Quantity } from '@o2c/money';
import type { Release } from './order.js';
import type { Package, TrackingEvent, TrackingStatus } from './shipment.js';

/** Ids and numbers for shipments that a decision may have to plan anew, by warehouse. */
export type NewShipments = ReadonlyMap<string, { readonly id: string; readonly number: string }>;

/** Where a shipment that a request names belongs; absent when there is none of that id. */
export type Found = {
  readonly order: string;
  readonly seller: string;
  readonly warehouse: string;
  /** The seller's; absent when shipping has not heard of the seller yet. */
  readonly timeZone?: string | undefined;
  /** Whether packages get an SSCC. */
  readonly hasPrefix: boolean;
  /** Whether its goods had not left when it was looked up. */
  readonly isOpen: boolean;
};

/** What every request about a shipment says; `found` and `fresh` are added when it is resolved. */
type About = {
  readonly shipment: string;
  /** Recorded time, ISO 8601 in UTC. */
  readonly now: string;
  readonly found?: Found | undefined;
  readonly fresh?: NewShipments | undefined;
};

/** A quantity as the request wrote it. */
type Written = number | string;

export type PickShipment = About & { readonly type: 'PickShipment' };

export type PackShipment = About & {
  readonly type: 'PackShipment';
  /** Left out: everything in one package. */
  readonly packages?: readonly WrittenPackage[] | undefined;
};

/** A package as the request wrote it; `weight` in kilograms. */
export type WrittenPackage = {
  readonly weight?: Written | undefined;
  readonly lines?: readonly { readonly line: number; readonly quantity: Written }[] | undefined;
};

/** What of a planned line leaves; with `short`, the rest of the line was not found. */
export type WrittenGoods = {
  readonly line: number;
  readonly quantity: Written;
  readonly short?: string | undefined;
};

export type ShipShipment = About & {
  readonly type: 'ShipShipment';
  /** ISO 8601 in UTC; left out: now. */
  readonly shippedAt?: string | undefined;
  readonly carrier?: string | undefined;
  readonly trackingNumber?: string | undefined;
  /** Left out: everything that is planned. */
  readonly lines?: readonly WrittenGoods[] | undefined;
  /** Whether the caller may backdate the documents of a history order. */
  readonly mayBackdate: boolean;
  /** The date of shipping and today's, in the seller's time zone; added when it is resolved. */
  readonly dates?: { readonly shippedOn: string; readonly today: string } | undefined;
};

export type DeliverShipment = About & {
  readonly type: 'DeliverShipment';
  readonly deliveredAt?: string | undefined;
  readonly receivedBy?: string | undefined;
};

export type VoidShipment = About & { readonly type: 'VoidShipment'; readonly reason: string };

export type TrackShipment = About & {
  readonly type: 'TrackShipment';
  readonly event: TrackingEvent;
};

/** What a caller can ask for one shipment. */
export type ShipmentRequest =
  PickShipment | PackShipment | ShipShipment | DeliverShipment | VoidShipment | TrackShipment;

/** What follows from a fact about one order. */
type FromFact<Name extends string, T extends EventType> = {
  readonly type: Name;
  readonly data: DataOf<T>;
  readonly fresh?: NewShipments | undefined;
};

export type RecordRelease = FromFact<'RecordRelease', 'OrderReleased'>;
export type PlanReserved = FromFact<'PlanReserved', 'StockReserved'>;
export type TakeBackReserved = FromFact<'TakeBackReserved', 'ReservationReleased'>;
export type DecideCancel = FromFact<'DecideCancel', 'CancelRequested'>;

/** Everything that can be asked of shipping. */
export type Command =
  RecordRelease | PlanReserved | TakeBackReserved | DecideCancel | ShipmentRequest;

/** A quantity of a line in a warehouse. */
type WarehouseQuantity = {
  readonly line: number;
  readonly warehouse: string;
  readonly quantity: Quantity;
};

/** A change of shipping's own, told to nobody else. */
type Own<T extends string, D extends object> = {
  readonly type: T;
  readonly data: { readonly order: string } & D;
};

/** What a decision of shipping says. */
export type ShippingFact =
  | FactOf<
      | 'CancelAccepted'
      | 'CancelRefused'
      | 'ShipmentPlanned'
      | 'Shipped'
      | 'ShipmentVoided'
      | 'Delivered'
    >
  | Own<
      'release-recorded',
      { readonly release: Release; readonly lines: readonly ReleasedQuantity[] }
    >
  | Own<'stock-promised', { readonly lines: readonly WarehouseQuantity[] }>
  | Own<
      'promise-ended',
      {
        /** Inventory takes back what was not found. */
        readonly isShort: boolean;
        readonly lines: readonly WarehouseQuantity[];
        readonly backorders: readonly { readonly line: number; readonly quantity: Quantity }[];
      }
    >
  | Own<'shipment-picked', { readonly shipment: string }>
  | Own<
      'shipment-packed',
      {
        readonly shipment: string;
        readonly packages: readonly Package[];
        /** The seller whose serial numbers were used, and how many. */
        readonly serials?: { readonly seller: string; readonly count: number } | undefined;
      }
    >
  | Own<
      'tracking-recorded',
      {
        readonly shipment: string;
        readonly event: TrackingEvent;
        readonly status: TrackingStatus;
      }
    >;

/** A released line, in millionths. */
export type ReleasedQuantity = {
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  readonly released: Quantity;
};

/** Facts, or what the decision needs first: the release of the order, or rows read again. */
export type Decision = DecisionOf<ShippingFact>;
