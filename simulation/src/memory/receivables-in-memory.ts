import type {
  CustomerChanged,
  CustomerRegistered,
  DataOf,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { type Aggregate, executeFacts, type Tx } from '@o2c/messaging';
import { evolve } from '@o2c/receivables/domain/evolve';
import { commandOf, type Heard } from '@o2c/receivables/domain/incoming';
import type { Entry } from '@o2c/receivables/domain/ledger';
import {
  bankKeyOf,
  completed,
  type Found,
  itemsByName,
  type NamedItem,
  newNamesOf,
  partnersOf,
} from '@o2c/receivables/domain/lookup';
import type { OpenItem } from '@o2c/receivables/domain/open-item';
import type { Application, Payment } from '@o2c/receivables/domain/payment';
import { type Command, decide, rowsOf } from '@o2c/receivables/domain/receivables';
import { nameOf } from '@o2c/receivables/domain/reference';
import type { Claim, ReceivablesFact, Row } from '@o2c/receivables/domain/rows';
import { localDate } from '@o2c/runtime';
import type { Behaviour } from '../shell/memory-service.js';
import { Table } from '../shell/table.js';
import type { VirtualClock } from '../shell/virtual-clock.js';
import { copying, handling, idIn, inMemory, type Rules } from './in-memory.js';

export type ReceivablesRules = Rules<Row, Command, ReceivablesFact>;
export const RECEIVABLES_RULES: ReceivablesRules = { rows: rowsOf, decide, evolve };

/** Open items, payments, and the ledger between them. */
export class ReceivablesInMemory {
  readonly items = new Table<OpenItem>();
  readonly payments = new Table<Payment>();
  readonly ledger = new Table<Entry>();
  private readonly claims = new Table<Claim>();
  private readonly sellers = new Table<DataOf<'SellerRegistered'>>();
  private readonly customers = new Table<DataOf<'CustomerRegistered'>>();
  readonly aggregate: Aggregate<Row, Command, ReceivablesFact>;
  private entries = 0;

  constructor(
    rules: ReceivablesRules,
    private readonly clock: VirtualClock,
  ) {
    this.aggregate = inMemory(rules, {
      resolve: (tx, commands) => this.resolve(tx, commands),
      load: (row, commands) => this.load(row, commands),
      save: (row, state) => this.save(row, state),
      saved: (_, facts) => this.post(facts),
    });
  }

  get behaviour(): Behaviour {
    const { items, payments, ledger, claims, sellers, customers } = this;
    return {
      source: 'receivables',
      tables: [items, payments, ledger, claims, sellers, customers],
      handlers: new Map([
        ...handling<Heard>(['Invoiced', 'CreditNoted'], (facts, tx) =>
          executeFacts(tx, this.aggregate, facts, (fact) => commandOf(fact, this.clock.id())),
        ),
        ...copying<SellerRegistered | SellerChanged>(
          ['SellerRegistered', 'SellerChanged'],
          (seller) => sellers.set(seller.seller, seller),
        ),
        ...copying<CustomerRegistered | CustomerChanged>(
          ['CustomerRegistered', 'CustomerChanged'],
          (customer) => customers.set(customer.customer, customer),
        ),
      ]),
    };
  }

  private resolve(tx: Tx, commands: readonly Command[]): readonly Command[] {
    const found = this.found(tx, commands);
    return commands.map((command) => {
      const partners = partnersOf(command, found);
      const named = partners.map((id) => ({ id, application: this.clock.id() }));
      return completed(command, named, found);
    });
  }

  private found(tx: Tx, commands: readonly Command[]): Found {
    const sellers = this.sellers.values().map((seller) => ({ ...seller, id: seller.seller }));
    const items = this.items.values().map(namedItem);
    const claims = this.claims.values().flatMap(({ key, holder }) => {
      return holder === null ? [] : [[key, holder] as const];
    });
    const customers = this.customers.values().flatMap(({ customer, number }) => {
      return [[customer, customer] as const, [number, customer] as const];
    });
    const owned = [...this.items.values(), ...this.payments.values()];
    const keys = commands.flatMap((command) => bankKeyOf(command, sellers) ?? []);
    return {
      sellers,
      customers: new Map(customers),
      items: new Map(items.map((item) => [item.id, item])),
      itemsByName: itemsByName(items),
      waiting: this.waitingFor(commands.flatMap(newNamesOf)),
      booked: new Map(claims.filter(([key]) => keys.includes(key))),
      sellerOf: new Map(owned.map(({ id, seller }) => [id, seller])),
      appliedTo: new Map(
        commands.flatMap((command) =>
          'payment' in command
            ? [[command.payment, this.applied(command.payment).map(({ item }) => item)]]
            : [],
        ),
      ),
      todayIn: (timeZone) => localDate(tx.now, timeZone),
    };
  }

  private waitingFor(names: readonly string[]): Found['waiting'] {
    const named = this.payments
      .values()
      .flatMap(({ id, seller, awaited }) => awaited.map((name) => ({ id, seller, name })))
      .filter(({ name }) => names.includes(name));
    return Map.groupBy(named, ({ name }) => name);
  }

  /** A claim is made where it is missing; of payments only those asked about have applications. */
  private load(row: string, commands: readonly Command[]): Row | undefined {
    const key = idIn(row, 'claims');
    if (key !== undefined) return this.claims.get(row) ?? { is: 'claim', key, holder: null };
    const payment = this.payments.get(row);
    if (!payment) return this.items.get(row);
    const isNamed = commands.some((command) => {
      if (command.type === 'ReceivePayment') return command.found.existing === payment.id;
      if (command.type === 'SettleWaiting') return false;
      return 'payment' in command && command.payment === payment.id;
    });
    return { ...payment, applications: isNamed ? this.applied(payment.id) : [] };
  }

  private save(row: string, state: Row): void {
    switch (state.is) {
      case 'item':
        return this.items.set(row, state);
      case 'payment':
        return this.payments.set(row, { ...state, applications: [] });
      case 'claim':
        return this.claims.set(row, state);
    }
  }

  private post(facts: readonly ReceivablesFact[]): void {
    for (const fact of facts) {
      if (fact.type === 'posted') this.ledger.set(String(++this.entries), fact.data);
    }
  }

  /** Live applications of a payment, as the ledger has them. */
  private applied(payment: string): readonly Application[] {
    const live = new Map<string, Application>();
    for (const {
      kind,
      application: id,
      item,
      document,
      amount,
      on,
      ...of
    } of this.ledger.values()) {
      if (of.payment !== payment || id === undefined || item === undefined) continue;
      if (kind === 'applied') live.set(id, { id, item, document, amount, on });
      if (kind === 'unapplied') live.delete(id);
    }
    return [...live.values()];
  }
}

function namedItem({ id, seller, kind, document, reference }: OpenItem): NamedItem {
  const referenceName = reference === null ? null : nameOf(reference);
  return { id, seller, kind, documentName: nameOf(document), referenceName };
}
