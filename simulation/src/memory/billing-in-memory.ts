import type {
  CustomerChanged,
  CustomerRegistered,
  DataOf,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { decide, rowsOf } from '@o2c/billing/domain/billing';
import { type BillingFact, type Command, shipmentNamed } from '@o2c/billing/domain/commands';
import type { DocumentKind } from '@o2c/billing/domain/document';
import { evolve } from '@o2c/billing/domain/evolve';
import { commandOf, type Heard, sellerOf } from '@o2c/billing/domain/incoming';
import { type FoundOrder, withInvoice, withIssuing } from '@o2c/billing/domain/issuing';
import type { Order, Shipment } from '@o2c/billing/domain/order';
import { type InvoiceRow, type Row, rowId, type SeriesRow } from '@o2c/billing/domain/rows';
import { type Aggregate, executeFacts, type Tx } from '@o2c/messaging';
import { localDate } from '@o2c/runtime';
import type { Behaviour } from '../shell/memory-service.js';
import { Table } from '../shell/table.js';
import type { VirtualClock } from '../shell/virtual-clock.js';
import { copying, handling, idIn, inMemory, type Rules } from './in-memory.js';

export type BillingRules = Rules<Row, Command, BillingFact>;
export const BILLING_RULES: BillingRules = { rows: rowsOf, decide, evolve };

const HEARD = [
  ...['OrderReleased', 'OrderChanged', 'OrderCancelled', 'Shipped', 'CancelAccepted'],
  'ShipmentVoided',
] as readonly Heard['type'][];

/** Orders with their shipments, the documents about them, and number series. */
export class BillingInMemory {
  readonly orders = new Table<Order>();
  readonly invoices = new Table<InvoiceRow>();
  readonly series = new Table<SeriesRow>();
  private readonly sellers = new Table<DataOf<'SellerRegistered'>>();
  private readonly customers = new Table<DataOf<'CustomerRegistered'>>();
  readonly aggregate: Aggregate<Row, Command, BillingFact>;

  constructor(rules: BillingRules, clock: VirtualClock) {
    this.clock = clock;
    this.aggregate = inMemory(rules, {
      resolve: (tx, commands) => commands.map((command) => this.resolved(tx, command)),
      load: (row, commands) => this.load(row, commands),
      save: (row, state) => this.save(row, state),
    });
  }

  private readonly clock: VirtualClock;

  get behaviour(): Behaviour {
    return {
      source: 'billing',
      tables: [this.orders, this.invoices, this.series, this.sellers, this.customers],
      handlers: new Map([
        ...handling<Heard>(HEARD, (facts, tx) => {
          const at = tx.now.toISOString();
          return executeFacts(tx, this.aggregate, facts, (fact) =>
            commandOf(fact, { at, document: this.clock.id() }),
          );
        }),
        ...copying<SellerRegistered | SellerChanged>(
          ['SellerRegistered', 'SellerChanged'],
          (seller) => this.sellers.set(seller.seller, seller),
        ),
        ...copying<CustomerRegistered | CustomerChanged>(
          ['CustomerRegistered', 'CustomerChanged'],
          (customer) => this.customers.set(customer.customer, customer),
        ),
      ]),
    };
  }

  private resolved(tx: Tx, command: Command): Command {
    if (command.type === 'RecordChange') return command;
    if (command.type === 'CreditInvoice') {
      const named = this.invoices.values().map(({ invoice: { id, number, seller } }) => {
        return { id, number, seller, timeZone: this.sellers.get(seller)?.timeZone ?? 'UTC' };
      });
      return withInvoice(command, named, tx.now, localDate);
    }
    const order = this.orders.get(rowId('order', command.order));
    const invoice =
      command.type === 'VoidShipment' && order?.shipments.get(command.shipment)?.invoice;
    const asked = invoice ? { ...command, invoice } : command;
    return withIssuing(asked, order && this.found(order), tx.now, localDate);
  }

  private found({ release, shipments }: Order): FoundOrder | undefined {
    if (!release) return undefined;
    const { seller, customer } = release;
    const waiting = [...shipments.values()].filter(isToInvoice);
    return {
      ...{ seller, customer, timeZone: this.sellers.get(seller)?.timeZone ?? null },
      toInvoice: waiting.map(({ historyOn }) => historyOn),
    };
  }

  /** Of an order's shipments only those to be invoiced and those named are loaded. */
  private load(row: string, commands: readonly Command[]): Row | undefined {
    const order = this.orders.get(row);
    if (order) {
      const named = new Set(commands.flatMap(shipmentNamed));
      const shipments = [...order.shipments].filter(
        ([id, one]) => isToInvoice(one) || named.has(id),
      );
      return { ...order, shipments: new Map(shipments) };
    }
    return this.invoices.get(row) ?? this.series.get(row) ?? this.made(row);
  }

  private made(row: string): Row | undefined {
    const seller = idIn(row, 'seller');
    if (seller !== undefined) {
      const known = this.sellers.get(seller);
      return known ? sellerOf(known) : { kind: 'seller', id: seller, taxRates: [] };
    }
    const customer = this.customers.get(idIn(row, 'customer') ?? '');
    if (customer) return { kind: 'customer', id: customer.customer, number: customer.number };
    const [of, kind, year] = (idIn(row, 'series') ?? '').split('/');
    if (!of || !kind) return undefined;
    const documentKind = kind as DocumentKind;
    return { kind: 'series', seller: of, documentKind, year: Number(year), last: 0 };
  }

  private save(row: string, state: Row): void {
    switch (state.kind) {
      case 'order': {
        const others = this.orders.get(row)?.shipments ?? [];
        const shipments = new Map([...others, ...state.shipments]);
        return this.orders.set(row, { ...state, shipments });
      }
      case 'invoice':
        return this.invoices.set(row, state);
      case 'series':
        return this.series.set(row, state);
      case 'seller':
      case 'customer':
        throw new Error(`no rule of billing changes a ${state.kind}`);
    }
  }
}

function isToInvoice({ invoice, voided }: Shipment): boolean {
  return invoice === undefined && !voided;
}
