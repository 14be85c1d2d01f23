import { evolve } from './evolve.js';
import { type Entry, posting } from './ledger.js';
import type { OpenItem } from './open-item.js';
import type { Payment } from './payment.js';
import { itemIn, paymentIn, type ReceivablesFact, type Row, type Rows } from './rows.js';

/** The facts of one decision as they are recorded, and the rows as they are after each of them. */
export class Journal implements Rows {
  readonly facts: ReceivablesFact[] = [];
  private readonly changed = new Map<string, Row>();

  constructor(private readonly rows: Rows) {}

  get(id: string): Row | undefined {
    return this.changed.get(id) ?? this.rows.get(id);
  }

  record(fact: ReceivablesFact): void {
    this.facts.push(fact);
    for (const [id, row] of evolve(this, fact)) this.changed.set(id, row);
  }

  /** Writes a ledger entry; a negative amount moves the other way. */
  post(entry: Entry): void {
    for (const posted of posting(entry)) this.record(posted);
  }

  /** An item that is known to be among the rows. */
  item(id: string): OpenItem {
    const item = itemIn(this, id);
    if (!item) throw new Error(`item ${id} was not loaded`);
    return item;
  }

  /** A payment that is known to be among the rows. */
  payment(id: string): Payment {
    const payment = paymentIn(this, id);
    if (!payment) throw new Error(`payment ${id} was not loaded`);
    return payment;
  }
}
