import { Injectable } from '@nestjs/common';
import type { RowId } from '@o2c/contracts';
import { type Aggregate, type Rows, type Tx } from '@o2c/messaging';
import { Clock, localDate, newId } from '@o2c/runtime';
import type {
  Command,
  Found,
  NewShipments,
  ShipmentRequest,
  ShippingFact,
} from './domain/command.js';
import { decide } from './domain/decide.js';
import { evolve } from './domain/evolve.js';
import { isRequest, locate, rowsOf } from './domain/finding.js';
import type { Order, Seller, State } from './domain/order.js';
import { createOrders, loadOrders, saveOrders } from './orders.store.js';
import { loadSellers, saveSellers } from './parties.store.js';
import { placesToPlan } from './planning-places.store.js';

/**
 * Orders and their shipments. Locks orders by id, then sellers by id; an order's row stands for
 * its lines, reservations and shipments, so that nothing else needs a lock.
 */
@Injectable()
export class Shipping implements Aggregate<State, Command, ShippingFact> {
  readonly rows = rowsOf;
  readonly decide = decide;
  readonly evolve = evolve;

  constructor(private readonly clock: Clock) {}

  /** Finds the orders of shipments, and makes ids and numbers for those that may be planned. */
  async resolve(tx: Tx, commands: readonly Command[]): Promise<readonly Command[]> {
    const found = await findShipments(tx, commands.filter(isRequest));
    const located = commands.map((command) =>
      isRequest(command) ? locate(command, found.get(command.shipment), localDate) : command,
    );
    const places = await placesToPlan(tx, located);
    const fresh = await this.number(tx, places);
    return located.map((command, index) => ({ ...command, fresh: fresh[index] }));
  }

  async loadMany(
    tx: Tx,
    rows: readonly RowId[],
    commands: readonly Command[],
  ): Promise<Map<RowId, State>> {
    const named = commands.filter(isRequest).map(({ shipment }) => shipment);
    const [, orders, sellers] = await Promise.all([
      createOrders(tx, [...new Set(commands.flatMap(spokenOf))].sort()),
      loadOrders(tx, idsIn('orders', rows), named),
      loadSellers(tx, idsIn('sellers', rows)),
    ]);
    return new Map<RowId, State>([
      ...orders.map((order) => [`orders/${order.id}`, order] as const),
      ...sellers.map((seller) => [`sellers/${seller.id}`, seller] as const),
    ]);
  }

  async saveMany(tx: Tx, changed: Rows<State>, facts: readonly ShippingFact[]): Promise<void> {
    const states = [...changed.values()];
    await saveOrders(
      tx,
      states.filter((state): state is Order => state.kind === 'order'),
      facts,
    );
    await saveSellers(
      tx,
      states.filter((state): state is Seller => state.kind === 'seller'),
    );
  }

  /** One new shipment for each warehouse of each command. */
  private async number(
    tx: Tx,
    places: readonly (readonly string[])[],
  ): Promise<readonly NewShipments[]> {
    const count = places.flat().length;
    const rows = count === 0 ? [] : await tx.query<{ number: number }>(NEXT_NUMBERS, [count]);
    const numbers = rows.map(({ number }) => number).values();
    const year = tx.now.getUTCFullYear();
    return places.map(
      (warehouses) =>
        new Map(
          warehouses.map((warehouse) => {
            const digits = String(numbers.next().value).padStart(6, '0');
            return [warehouse, { id: newId(this.clock), number: `SH-${year}-${digits}` }];
          }),
        ),
    );
  }
}

async function findShipments(
  tx: Tx,
  requests: readonly ShipmentRequest[],
): Promise<ReadonlyMap<string, Found>> {
  if (requests.length === 0) return new Map();
  const ids = [...new Set(requests.map(({ shipment }) => shipment))];
  const rows = await tx.query<FoundRow>(FIND_SHIPMENTS, [ids]);
  return new Map(
    rows.map(({ id, timeZone, ...row }) => [id, { ...row, timeZone: timeZone ?? undefined }]),
  );
}

type FoundRow = Omit<Found, 'timeZone'> & { id: string; timeZone: string | null };

/** The order that a fact speaks of. */
function spokenOf(command: Command): string[] {
  return isRequest(command) ? [] : [command.data.order];
}

function idsIn(table: string, rows: readonly RowId[]): string[] {
  const prefix = `${table}/`;
  return rows.filter((row) => row.startsWith(prefix)).map((row) => row.slice(prefix.length));
}

const FIND_SHIPMENTS = `
  SELECT shipment.id, shipment.order_id AS "order", shipment.seller_id AS seller,
         shipment.warehouse, seller.time_zone AS "timeZone",
         seller.gs1_company_prefix IS NOT NULL AS "hasPrefix",
         shipment.status IN ('planned', 'picked', 'packed') AS "isOpen"
    FROM shipments shipment LEFT JOIN sellers seller ON seller.id = shipment.seller_id
   WHERE shipment.id = ANY ($1::uuid[])`;

const NEXT_NUMBERS = `
  SELECT nextval('shipment_numbers') AS number FROM generate_series(1, $1::int)`;
