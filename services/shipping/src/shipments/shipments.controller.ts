import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database, type Done, rowOf, Writes } from '@o2c/messaging';
import {
  By,
  type Caller,
  Clock,
  Idempotency,
  type IdempotencyKey,
  IdPipe,
  Page,
  pageOf,
  type PageRequest,
  type Reply,
  Requires,
} from '@o2c/runtime';
import type { ShipmentRequest, ShippingFact, ShipShipment } from '../domain/command.js';
import type { State } from '../domain/order.js';
import { ShipmentPage, ShipmentQuery, ShipmentView, shipmentView } from './shipments.dto.js';
import { listShipments, readShipment } from './shipments-view.store.js';
import {
  DeliverRequest,
  PackRequest,
  ShipManyReply,
  ShipManyRequest,
  ShipRequest,
  TrackingRequest,
  VoidRequest,
} from './requests.dto.js';
import { Shipping } from '../shipping.store.js';

/** Shipments and what is done with them on their way to the customer. */
@ApiTags('shipments')
@Controller('v1/shipments')
export class ShipmentsController {
  constructor(
    private readonly shipping: Shipping,
    private readonly writes: Writes,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('shipments:read')
  @ApiOperation({ summary: 'List shipments' })
  @ApiOkResponse({ type: ShipmentPage })
  async list(@Query() filter: ShipmentQuery, @Page() page: PageRequest): Promise<ShipmentPage> {
    const shipments = await listShipments(this.database, filter, page);
    return pageOf(shipments.map(shipmentView), page.limit, ({ id }) => id);
  }

  @Get(':id')
  @Requires('shipments:read')
  @ApiOperation({ summary: 'A shipment' })
  @ApiOkResponse({ type: ShipmentView })
  async get(@Param('id', IdPipe) id: string): Promise<ShipmentView> {
    return shipmentView(await readShipment(this.database, id));
  }

  @Post('batch/ship')
  @HttpCode(200)
  @Requires('shipments:write')
  @ApiOperation({ summary: 'Ship up to 500 shipments; each is answered on its own' })
  @ApiOkResponse({ type: ShipManyReply })
  shipMany(
    @Body() { shipments }: ShipManyRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const commands = shipments.map(({ id, ...body }) => this.shipOf(id, body, caller));
    return this.writes.runAll({ caller, idempotency }, this.shipping, commands, (done, command) => {
      return { status: 200, body: viewOf(done, command) };
    });
  }

  @Post(':id/pick')
  @HttpCode(200)
  @Requires('shipments:write')
  @ApiOperation({ summary: 'Its goods are picked: later stock is planned in another shipment' })
  @ApiOkResponse({ type: ShipmentView })
  pick(
    @Param('id', IdPipe) id: string,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    return this.run(caller, key, { type: 'PickShipment', ...this.about(id) });
  }

  @Post(':id/pack')
  @HttpCode(200)
  @Requires('shipments:write')
  @ApiOperation({ summary: 'Its goods are packed; packages get an SSCC' })
  @ApiOkResponse({ type: ShipmentView })
  pack(
    @Param('id', IdPipe) id: string,
    @Body() { packages }: PackRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    return this.run(caller, key, { type: 'PackShipment', ...this.about(id), packages });
  }

  @Post(':id/ship')
  @HttpCode(200)
  @Requires('shipments:write')
  @ApiOperation({ summary: 'Its goods leave: in full, in part or short' })
  @ApiOkResponse({ type: ShipmentView })
  ship(
    @Param('id', IdPipe) id: string,
    @Body() body: ShipRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    return this.run(caller, key, this.shipOf(id, body, caller));
  }

  @Post(':id/deliver')
  @HttpCode(200)
  @Requires('shipments:write')
  @ApiOperation({ summary: 'The customer has the goods' })
  @ApiOkResponse({ type: ShipmentView })
  deliver(
    @Param('id', IdPipe) id: string,
    @Body() { deliveredAt, receivedBy }: DeliverRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const at = inUtc(deliveredAt);
    const command = { type: 'DeliverShipment', deliveredAt: at, receivedBy } as const;
    return this.run(caller, key, { ...command, ...this.about(id) });
  }

  @Post(':id/void')
  @HttpCode(200)
  @Requires('shipments:write')
  @ApiOperation({ summary: 'It will not reach the customer: its quantities are open again' })
  @ApiOkResponse({ type: ShipmentView })
  void(
    @Param('id', IdPipe) id: string,
    @Body() { reason }: VoidRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    return this.run(caller, key, { type: 'VoidShipment', ...this.about(id), reason });
  }

  @Post(':id/tracking')
  @HttpCode(200)
  @Requires('shipments:write')
  @ApiOperation({ summary: "A carrier's update; repeats and late ones do no harm" })
  @ApiOkResponse({ type: ShipmentView })
  track(
    @Param('id', IdPipe) id: string,
    @Body() { eventId, status, at, note }: TrackingRequest,
    @By() caller: Caller,
    @Idempotency() key: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const event = { eventId, status, at: new Date(at).toISOString(), note };
    return this.run(caller, key, { type: 'TrackShipment', ...this.about(id), event });
  }

  private run(
    caller: Caller,
    idempotency: IdempotencyKey,
    command: ShipmentRequest,
  ): Promise<Reply<unknown>> {
    return this.writes.run({ caller, idempotency }, this.shipping, command, (done) => ({
      status: 200,
      body: viewOf(done, command),
    }));
  }

  private shipOf(id: string, body: ShipRequest, { scopes }: Caller): ShipShipment {
    const { carrier, trackingNumber, lines } = body;
    const goods = { carrier, trackingNumber, lines, shippedAt: inUtc(body.shippedAt) };
    return {
      type: 'ShipShipment',
      ...this.about(id),
      ...goods,
      mayBackdate: scopes.has('history'),
    };
  }

  private about(shipment: string) {
    return { shipment, now: this.clock.iso() };
  }
}

function viewOf(
  { rows }: Done<State, ShippingFact>,
  command: ShipmentRequest | undefined,
): ShipmentView {
  const shipments = [...rows.values()].flatMap((row) =>
    row.kind === 'order' ? [...row.shipments.values()] : [],
  );
  return shipmentView(
    rowOf(new Map(shipments.map((one) => [one.id, one])), command?.shipment ?? ''),
  );
}

function inUtc(instant: string | undefined): string | undefined {
  return instant && new Date(instant).toISOString();
}
