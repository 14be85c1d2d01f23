import { type Client, eachOf, type Order, pause, type Shipment } from '@o2c/client';
import { chunksOf, postBatch } from '../batches.js';
import type { Company } from './company.js';
import type { Warehouse } from './wares.js';

/** Milliseconds that goods may take from order to plan. */
const PATIENCE = 60_000;
/** Milliseconds after which it is asked whether they have left before, in an earlier run. */
const DOUBT = 3_000;

/** A shipment, and whence. */
export type Planned = Shipment & { readonly warehouse: string };

/** Goods that are to leave: all that is planned, or these lines of it. */
export type Parcel = {
  readonly order: Order;
  readonly warehouse: Warehouse;
  /** What is planned when all of it is. */
  readonly quantity: number;
  readonly lines?: readonly { readonly line: number; readonly quantity: number }[] | undefined;
  /** Absent: now. */
  readonly shippedAt?: string | undefined;
  readonly carrier: string;
};

/** Ships parcels as soon as they are planned; answers the shipments that left. */
export async function send(
  company: Company,
  parcels: readonly Parcel[],
): Promise<readonly (readonly [Parcel, Planned])[]> {
  const ready = await untilPlanned(company, parcels);
  for (const some of chunksOf(ready, 250)) {
    const requests = some.map(([{ shippedAt, carrier, lines }, { id }]) => {
      return { id, carrier, ...(shippedAt && { shippedAt }), ...(lines && { lines }) };
    });
    await shipAll(company.clerk, requests);
  }
  return ready;
}

/** Says that goods have arrived. */
export async function deliver(
  { clerk }: Company,
  arrived: readonly { readonly id: string; readonly deliveredAt: string }[],
): Promise<void> {
  await eachOf(arrived, 8, ({ id, deliveredAt }) =>
    clerk.post(`/v1/shipments/${id}/deliver`, { deliveredAt, receivedBy: 'Goods-in' }),
  );
}

/** Every shipment that is planned, by order and warehouse. */
export async function plannedNow(clerk: Client): Promise<ReadonlyMap<string, Planned>> {
  const shipments = await clerk.all<Planned>('/v1/shipments', { status: 'planned' });
  return new Map(shipments.map((one) => [placeOf(one.order, one.warehouse), one]));
}

/** Quantity of all lines. */
export function quantityOf({ lines }: Planned): number {
  return lines.reduce((sum, { planned }) => sum + Number(planned), 0);
}

async function untilPlanned({ clerk }: Company, parcels: readonly Parcel[]) {
  const ready: (readonly [Parcel, Planned])[] = [];
  const begin = performance.now();
  let open = parcels;
  for (let doubt = DOUBT; open.length > 0;) {
    const planned = await plannedNow(clerk);
    const isReady = (parcel: Parcel) => quantityIn(planned, parcel) >= parcel.quantity;
    for (const parcel of open.filter(isReady)) {
      const shipment = planned.get(placeOf(parcel.order.id, parcel.warehouse));
      if (shipment) ready.push([parcel, shipment]);
    }
    open = open.filter((parcel) => !isReady(parcel));
    const waited = performance.now() - begin;
    if (waited > PATIENCE) throw new Error(`Waited in vain for goods of ${numbersOf(open)}`);
    if (waited > doubt) {
      open = await notSent(clerk, open);
      doubt *= 2;
    }
    if (open.length > 0) await pause(100);
  }
  return ready;
}

/** Those of which nothing has left the warehouse. */
async function notSent(clerk: Client, parcels: readonly Parcel[]): Promise<readonly Parcel[]> {
  const sent = await eachOf(parcels, 8, async ({ order, warehouse }) => {
    const shipments = await clerk.all<Planned>('/v1/shipments', { order: order.id });
    return shipments.some((one) => one.warehouse === warehouse && one.status !== 'planned');
  });
  return parcels.filter((_, index) => !sent[index]);
}

async function shipAll(clerk: Client, requests: readonly object[]): Promise<void> {
  const path = '/v1/shipments/batch/ship';
  for (const { problem } of await postBatch<Shipment>(clerk, path, 'shipments', requests)) {
    if (problem && problem.code !== 'shipment.already_shipped') {
      throw new Error(`A shipment was refused: ${problem.code}: ${problem.detail}`);
    }
  }
}

function quantityIn(planned: ReadonlyMap<string, Planned>, { order, warehouse }: Parcel): number {
  const shipment = planned.get(placeOf(order.id, warehouse));
  return shipment ? quantityOf(shipment) : 0;
}

function placeOf(order: string, warehouse: string): string {
  return `${order} ${warehouse}`;
}

function numbersOf(parcels: readonly Parcel[]): string {
  return parcels.map(({ order }) => order.number).join(', ');
}
