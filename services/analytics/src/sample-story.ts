import {
  catalogue,
  definitionOf,
  type AnyEvent,
  type DataOf,
  type EventType,
} from '@o2c/contracts';
import { newId, type Clock } from '@o2c/runtime';

/** What became of a sample order, and what it is then. */
export type Ending =
  | 'placed'
  | 'held'
  | 'duplicate'
  | 'released'
  | 'rejected'
  | 'cancelled'
  | 'partly shipped'
  | 'shipped'
  | 'invoiced'
  | 'bounced'
  | 'voided'
  | 'paid'
  | 'paid together';

/** The state that an order is in after its story. */
export const STATE_AFTER: Readonly<Record<Ending, string>> = {
  placed: 'placed',
  held: 'held',
  duplicate: 'held',
  released: 'released',
  rejected: 'rejected',
  cancelled: 'cancelled',
  'partly shipped': 'partially_invoiced',
  shipped: 'shipped',
  invoiced: 'invoiced',
  bounced: 'invoiced',
  voided: 'released',
  paid: 'closed',
  'paid together': 'closed',
};

export const ENDINGS = Object.keys(STATE_AFTER) as Ending[];

const START = Date.parse('2026-03-02T08:00:00Z');
const MINUTE = 60_000;

/** Facts as several services would say them, a sample for tests; each of 10 pieces at 11.90. */
export class SampleStory {
  readonly facts: AnyEvent[] = [];
  readonly seller = catalogue.SellerRegistered.example.seller;
  readonly customers: readonly string[];
  private readonly sequences = new Map<string, number>();
  private now = START;
  private chance = 1;

  constructor(
    private readonly clock: Clock,
    customers = 3,
  ) {
    this.customers = Array.from({ length: customers }, () => newId(clock));
    this.say('SellerRegistered', {});
    this.customers.forEach((customer, index) =>
      this.say('CustomerRegistered', { customer, number: `C-${index + 1}` }),
    );
    this.say('StockExpected', {});
    this.say('StockReceived', { quantity: 1_000_000 });
  }

  /** Orders that end in turn in each of these ways; some steps take no time at all. */
  tell(orders: number, endings: readonly Ending[] = ENDINGS): this {
    for (let index = 0; index < orders; index++) {
      this.order(index, endings[index % endings.length] ?? 'placed');
    }
    return this;
  }

  /** A fact of the catalogue's example with other fields, some minutes after the one before. */
  say<T extends EventType>(type: T, fields: Partial<DataOf<T>>): void {
    const { source, subject, example } = definitionOf(type);
    const data = { ...(example as object), ...fields };
    const sequence = (this.sequences.get(source) ?? 0) + 1;
    this.sequences.set(source, sequence);
    this.now += this.drawn(5) * this.drawn(40) * MINUTE;
    const time = new Date(this.now).toISOString();
    const id = newId(this.clock);
    const fact = { id, source, type, subject: subject(data), sequence, time, data };
    this.facts.push(fact as unknown as AnyEvent);
  }

  /** A number below `limit`, the same in every run. */
  drawn(limit: number): number {
    this.chance = (this.chance * 48_271) % 2_147_483_647;
    return this.chance % limit;
  }

  private order(index: number, ending: Ending): void {
    const { seller } = this;
    const order = newId(this.clock);
    const customer = this.customers[index % this.customers.length] ?? '';
    const number = `SO-${index + 1}`;
    const hold = newId(this.clock);
    const parties = { order, seller, customer };
    const head = { ...parties, number };
    const holds = [{ hold, code: 'order.duplicate', reasons: [] }];
    const isDuplicate = ending === 'duplicate' || (ending !== 'placed' && index % 4 === 1);
    this.say('OrderPlaced', { ...head, ...(isDuplicate && { holds }) });
    if (ending === 'placed' || ending === 'duplicate') return;
    if (isDuplicate) this.say('HoldReleased', { order, hold, code: 'order.duplicate' });
    if (ending === 'held' || ending === 'rejected' || index % 3 === 1)
      this.say('CreditHeld', { ...parties, hold, heldSince: new Date(this.now).toISOString() });
    if (ending === 'held') return;
    if (ending === 'rejected') {
      this.say('HoldRejected', { order });
      this.say('OrderCancelled', { ...head, lines: linesOf(10) });
      return this.say('CreditRejected', parties);
    }
    this.say('CreditApproved', parties);
    this.say('OrderReleased', head);
    this.reserve(order, index % 5 === 2);
    if (ending === 'released') return;
    if (ending === 'cancelled') {
      this.say('CancelRequested', { order });
      this.say('CancelAccepted', { order });
      return this.say('OrderCancelled', { ...head, lines: linesOf(10) });
    }
    this.deliver(parties, ending);
  }

  private reserve(order: string, isLate: boolean): void {
    const line = { line: 1, sku: 'A-100', quantity: 10 };
    if (isLate) this.say('StockBackordered', { order, lines: [line] });
    const lines = [{ ...line, warehouse: 'main', fromBackorder: isLate }];
    this.say('StockReserved', { order, lines });
  }

  private deliver(parties: Parties, ending: Ending): void {
    const whole = ending !== 'partly shipped' && this.drawn(2) === 0;
    const first = this.ship(parties, whole ? 10 : 4);
    if (ending === 'shipped' && whole) return;
    if (ending === 'shipped') return void this.ship(parties, 6);
    const invoices = [this.invoice(parties, first, whole ? 10 : 4)];
    if (ending === 'partly shipped') return;
    if (ending === 'voided') return this.takeBack(parties, whole ? 10 : 4, invoices[0]);
    if (!whole) invoices.push(this.invoice(parties, this.ship(parties, 6), 6));
    if (ending === 'invoiced') return;
    const isShared = ending === 'paid together' && this.last !== undefined;
    const payment = isShared ? (this.last ?? '') : newId(this.clock);
    if (!isShared) this.say('PaymentReceived', { ...this.payer(parties), payment });
    this.last = payment;
    for (const invoice of invoices) this.pay(parties, payment, invoice);
    if (ending !== 'bounced') return;
    for (const invoice of invoices) {
      this.say('PaymentUnapplied', { ...itemOf(parties, invoice), payment });
      this.say('OpenItemReopened', itemOf(parties, invoice));
    }
    this.say('PaymentReversed', { ...this.payer(parties), payment });
  }

  /** The payment of the last paid order, which may pay the next one as well. */
  private last: string | undefined;

  private payer({ seller, customer }: Parties) {
    return { seller, customer };
  }

  private ship(parties: Parties, quantity: number): string {
    const shipment = newId(this.clock);
    this.say('ShipmentPlanned', { ...parties, shipment });
    const lines = [{ line: 1, sku: 'A-100', quantity }];
    this.say('Shipped', { ...parties, shipment, lines });
    return shipment;
  }

  private invoice(parties: Parties, shipment: string, quantity: number): Invoice {
    const invoice = newId(this.clock);
    const payable = { amount: `${(quantity * 11.9).toFixed(2)}`, currency: 'EUR' };
    const issuedOn = new Date(this.now).toISOString().slice(0, 10);
    const lines = [{ ...DOCUMENT_LINE, quantity }];
    const shipments = [shipment];
    const amounts = { gross: payable, payable, lines, shipments };
    this.say('Invoiced', { ...parties, invoice, issuedOn, ...amounts });
    return { invoice, payable };
  }

  private takeBack(parties: Parties, quantity: number, credited: Invoice | undefined): void {
    const { invoice = '', payable: gross } = credited ?? {};
    const creditNote = newId(this.clock);
    const lines = [{ ...DOCUMENT_LINE, quantity }];
    this.say('ShipmentVoided', { ...parties, lines: [{ line: 1, sku: 'A-100', quantity }] });
    this.say('CreditNoted', { ...parties, creditNote, invoice, cause: 'void', gross, lines });
    const item = { ...itemOf(parties, { invoice, payable: gross }), creditItem: creditNote };
    this.say('CreditApplied', item);
    this.say('OpenItemClosed', item);
    this.say('OpenItemClosed', { ...item, item: creditNote });
  }

  private pay(parties: Parties, payment: string, invoice: Invoice): void {
    const item = itemOf(parties, invoice);
    this.say('PaymentApplied', { ...item, payment, application: newId(this.clock) });
    this.say('OpenItemClosed', item);
  }
}

type Parties = { readonly order: string; readonly seller: string; readonly customer: string };
type Amount = DataOf<'Invoiced'>['payable'];
type Invoice = { readonly invoice: string; readonly payable?: Amount | undefined };

const DOCUMENT_LINE = catalogue.Invoiced.example.lines[0] as DataOf<'Invoiced'>['lines'][number];

function itemOf(parties: Parties, { invoice, payable }: Invoice) {
  const amount = payable ?? catalogue.Invoiced.example.payable;
  return { ...parties, item: invoice, invoice, amount };
}

function linesOf(cancelled: number) {
  return catalogue.OrderPlaced.example.lines.map((line) => ({ ...line, cancelled }));
}
