import { ApiProperty } from '@nestjs/swagger';
import type { FieldError } from '@o2c/contracts';
import { Choice, InstantField, Int, ListOf, QuantityField, Text, UuidField } from '@o2c/runtime';
import type { TrackingStatus } from '../domain/shipment.js';
import { PackageLine, ShipmentView, TRACKING_STATUSES } from './shipments.dto.js';

/** A package to be packed. */
export class PackageRequest {
  @QuantityField({ optional: true, doc: 'kilograms' }) declare readonly weight?: number | string;
  @ListOf(() => PackageLine, { optional: true, max: 2_000 }) declare readonly lines?: PackageLine[];
}

/** How a shipment is packed. */
export class PackRequest {
  @ListOf(() => PackageRequest, { optional: true, max: 500, doc: 'left out: one package' })
  declare readonly packages?: PackageRequest[];
}

/** What of a planned line leaves. */
export class ShipLine {
  @Int({ doc: 'line of the order' }) declare readonly line: number;
  @QuantityField({ doc: 'what is left of the line is planned anew' })
  declare readonly quantity: number | string;
  @Text({ optional: true, min: 0, doc: 'why the rest was not found: it is backordered' })
  declare readonly short?: string;
}

/** How a shipment leaves. */
export class ShipRequest {
  @InstantField({ optional: true, doc: 'default: now; only history orders ship in the past' })
  declare readonly shippedAt?: string;
  @Text({ optional: true, example: 'DHL' }) declare readonly carrier?: string;
  @Text({ optional: true }) declare readonly trackingNumber?: string;
  @ListOf(() => ShipLine, { optional: true, max: 2_000, doc: 'left out: all that is planned' })
  declare readonly lines?: ShipLine[];
}

/** One of many shipments that leave. */
export class ShipOneRequest extends ShipRequest {
  @UuidField({ doc: 'the shipment' }) declare readonly id: string;
}

/** Many shipments that leave. */
export class ShipManyRequest {
  @ListOf(() => ShipOneRequest, { min: 1, max: 500 }) declare readonly shipments: ShipOneRequest[];
}

/** Proof that the customer has the goods. */
export class DeliverRequest {
  @InstantField({ optional: true, doc: 'default: now' }) declare readonly deliveredAt?: string;
  @Text({ optional: true }) declare readonly receivedBy?: string;
}

/** Why a shipment will not reach the customer. */
export class VoidRequest {
  @Text({ min: 0 }) declare readonly reason: string;
}

/** What a carrier says; may repeat and come in any order. */
export class TrackingRequest {
  @Text({ doc: "the carrier's id of the update" }) declare readonly eventId: string;
  @Choice(TRACKING_STATUSES) declare readonly status: TrackingStatus;
  @InstantField() declare readonly at: string;
  @Text({ optional: true }) declare readonly note?: string;
}

/** Why one shipment of many was refused. */
export class ShipProblem {
  @ApiProperty() declare readonly code: string;
  @ApiProperty() declare readonly detail: string;
  @ApiProperty({ type: Object, isArray: true }) declare readonly errors: readonly FieldError[];
}

/** What became of one shipment of many: the shipment, or its problem. */
export class ShipResult {
  @Int({ doc: 'the status that the request would have had alone' }) declare readonly status: number;
  @ApiProperty({ type: ShipmentView, required: false }) declare readonly body?: ShipmentView;
  @ApiProperty({ type: ShipProblem, required: false }) declare readonly problem?: ShipProblem;
}

/** One result per shipment, in their order. */
export class ShipManyReply {
  @ListOf(() => ShipResult) declare readonly results: ShipResult[];
}
