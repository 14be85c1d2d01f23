import type { DataOf } from '@o2c/contracts';
import type { Command } from './command.js';
import { ORDER } from './sample-desk.js';

/** What an accepted cancellation gives back. */
export type GivenBack = DataOf<'CancelAccepted'>['lines'];

/**
 * What inventory does with one line of one order, for tests of the rules: it promises stock, and
 * takes promises back.
 */
export class SampleStock {
  readonly reserved = new Map<string, number>();
  /** Left without a promise, out of what was free. */
  unpromised = 0;
  private released = 0;
  private cancelled = 0;
  private shipped = 0;
  private backordered = 0;
  private readonly shelf = new Map<string, number>();

  constructor(private readonly say: (fact: Command) => void) {}

  get promised() {
    return [...this.reserved.values()].reduce((sum, quantity) => sum + quantity, 0);
  }

  release(quantity: number) {
    this.released = Math.max(this.released, quantity);
    this.promise();
  }

  receive(warehouse: string, quantity: number) {
    move(this.shelf, warehouse, quantity);
    this.promise();
  }

  /** False when it has to wait for a release that shipping knew. */
  cancel(given: GivenBack): boolean {
    if (given.some(({ released }) => Number(released) > this.released)) return false;
    this.cancelled += given.reduce((sum, { quantity }) => sum + Number(quantity), 0);
    for (const { quantity, warehouse } of given) {
      this.giveBack(Math.min(Number(quantity), this.surplus), warehouse);
    }
    this.promise();
    return true;
  }

  /** What was promised there is used up; where a promise lacks, it is made first. */
  ship(warehouse: string, quantity: number, short: number) {
    const promised = this.reserved.get(warehouse) ?? 0;
    this.unpromised += Math.max(0, quantity - promised);
    this.reserve(warehouse, Math.max(0, quantity + short - promised));
    move(this.reserved, warehouse, -quantity);
    this.shipped += quantity;
    this.giveBack(short, warehouse);
    this.giveBack(this.surplus, warehouse);
    this.promise();
  }

  /** Promised to the order again; what was cancelled meanwhile is given back at once. */
  returned(warehouse: string, quantity: number) {
    this.shipped -= quantity;
    move(this.shelf, warehouse, quantity);
    this.reserve(warehouse, quantity);
    this.giveBack(this.surplus);
    this.promise();
  }

  private get open() {
    return this.released - this.cancelled - this.shipped;
  }

  private get surplus() {
    return Math.max(0, this.promised + this.backordered - Math.max(0, this.open));
  }

  /** Reserves what is open and not reserved, as far as the shelves go. */
  private promise() {
    this.backordered = Math.max(0, this.open - this.promised);
    for (const [warehouse, there] of this.shelf) {
      const quantity = Math.min(there, this.backordered);
      if (quantity <= 0) continue;
      this.backordered -= quantity;
      this.reserve(warehouse, quantity);
    }
  }

  private reserve(warehouse: string, quantity: number) {
    if (quantity === 0) return;
    move(this.shelf, warehouse, -quantity);
    move(this.reserved, warehouse, quantity);
    const line = { line: 1, sku: 'A-1', warehouse, quantity, fromBackorder: false };
    this.say({ type: 'PlanReserved', data: { order: ORDER, lines: [line] } });
  }

  /** From the warehouse named, then from the backorder, then from the others, the last first. */
  private giveBack(quantity: number, named?: string) {
    let rest = quantity;
    const take = (there: number) => {
      const taken = Math.max(0, Math.min(rest, there));
      rest -= taken;
      return taken;
    };
    const at = (warehouse: string) => {
      const taken = take(this.reserved.get(warehouse) ?? 0);
      move(this.reserved, warehouse, -taken);
      move(this.shelf, warehouse, taken);
      return { line: 1, sku: 'A-1', warehouse, quantity: taken };
    };
    const first = named === undefined ? [] : [at(named)];
    const backorder = take(this.backordered);
    this.backordered -= backorder;
    const lines = [...first, ...['north', 'main'].map(at)].filter((one) => one.quantity > 0);
    const backorders = backorder > 0 ? [{ line: 1, sku: 'A-1', quantity: backorder }] : [];
    if (lines.length + backorders.length === 0) return;
    const data = { order: ORDER, reason: 'cancelled', lines, backorders };
    this.say({ type: 'TakeBackReserved', data });
  }
}

function move(places: Map<string, number>, warehouse: string, quantity: number) {
  places.set(warehouse, (places.get(warehouse) ?? 0) + quantity);
}
