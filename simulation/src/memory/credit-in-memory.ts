import type { CustomerChanged, CustomerRegistered, DataOf } from '@o2c/contracts';
import {
  type AccountKey,
  type CreditAccount,
  type CreditCommand,
  type CreditFact,
} from '@o2c/credit/domain/credit-account';
import { type CreditDocument, dueAfter } from '@o2c/credit/domain/credit-document';
import {
  accountRow,
  type CreditRow,
  decideRows,
  evolveRows,
  rowsTouched,
} from '@o2c/credit/domain/credit-rows';
import { NO_EXPOSURE } from '@o2c/credit/domain/exposure';
import { commandOf, type Heard } from '@o2c/credit/domain/incoming';
import { NOBODY, type QueuePlace } from '@o2c/credit/domain/queue';
import type { Reservation } from '@o2c/credit/domain/reservation';
import { NO_TERMS } from '@o2c/credit/domain/terms';
import { total } from '@o2c/credit/domain/exposure';
import { type Aggregate, allDone, execute, executeFacts, type Tx } from '@o2c/messaging';
import { parseMoney } from '@o2c/money';
import type { Behaviour } from '../shell/memory-service.js';
import { Table } from '../shell/table.js';
import type { VirtualClock } from '../shell/virtual-clock.js';
import { handling, inMemory, type Rules } from './in-memory.js';

export type CreditRules = Rules<CreditRow, CreditCommand, CreditFact>;
export const CREDIT_RULES: CreditRules = {
  rows: rowsTouched,
  decide: decideRows,
  evolve: evolveRows,
};

type Customer = DataOf<'CustomerRegistered'>;
type OrderEntry = Extract<CreditRow, { order: object }>;
type DocumentEntry = Extract<CreditRow, { document: object }>;
type OfferRoom = Extract<CreditCommand, { type: 'OfferRoom' }>;

/** How many of those who wait are offered room at once: few, so that there are always more. */
const PAGE = 2;

const HEARD = [
  ...['OrderPlaced', 'OrderChanged', 'OrderCancelled', 'HoldReleased', 'HoldRejected'],
  ...['Shipped', 'ShipmentVoided', 'Invoiced', 'CreditNoted', 'PaymentReceived'],
  ...['PaymentIdentified', 'PaymentReversed', 'PaymentRefunded', 'PaymentApplied'],
  ...['PaymentUnapplied', 'WrittenOff', 'CreditApplied', 'OpenItemLoaded', 'ItemDisputed'],
] as readonly Heard['type'][];

/** Credit accounts, with the reservations and documents that make up their exposure. */
export class CreditInMemory {
  readonly accounts = new Table<CreditAccount>();
  readonly orders = new Table<OrderEntry>();
  readonly documents = new Table<DocumentEntry>();
  private readonly customers = new Table<Customer>();
  readonly aggregate: Aggregate<CreditRow, CreditCommand, CreditFact>;

  constructor(
    rules: CreditRules,
    private readonly clock: VirtualClock,
  ) {
    this.aggregate = inMemory(rules, {
      resolve: (_, commands) => commands.map((command) => this.resolved(command)),
      load: (row, commands) => this.load(row, commands),
      save: (row, state) => this.save(row, state),
      beside: (loaded) => this.waitingIn([...loaded.values()]),
      saved: (tx, facts) => {
        const left = facts.flatMap((fact) => (fact.type === 'room-left' ? fact.data : []));
        tx.followUp('offer-room', [...new Map(left.map((it) => [accountRow(it), it])).values()]);
      },
    });
  }

  get behaviour(): Behaviour {
    return {
      source: 'credit',
      tables: [this.accounts, this.orders, this.documents, this.customers],
      handlers: new Map([
        ...handling<Heard>(HEARD, (facts, tx) =>
          executeFacts(tx, this.aggregate, facts, (fact) => commandOf(fact, tx.now.toISOString())),
        ),
        ...handling<CustomerRegistered | CustomerChanged>(
          ['CustomerRegistered', 'CustomerChanged'],
          (facts, tx) => this.keepCustomers(facts, tx),
        ),
      ]),
      followUps: new Map([
        [
          'offer-room',
          (left: readonly (AccountKey & { after?: QueuePlace })[], tx, causes) => {
            const at = tx.now.toISOString();
            const commands = left.map(({ after, ...account }): CreditCommand => {
              return { type: 'OfferRoom', account, after, at, decision: this.clock.id() };
            });
            return execute(tx, this.aggregate, commands, causes);
          },
        ],
      ]),
    };
  }

  /** Approvals whose time is over. */
  expired(at: string): readonly CreditCommand[] {
    return this.orders
      .values()
      .filter(({ order: { expiresAt } }) => expiresAt !== null && expiresAt <= at)
      .map(({ order: { order }, of: account }) => {
        return { type: 'ExpireApproval', account, order, at, decision: this.clock.id() };
      });
  }

  /** Where something happened since those who wait were told what is needed. */
  moved(): readonly CreditCommand[] {
    return this.accounts
      .values()
      .filter(({ queue }) => queue.length > 0 && queue.isMoved)
      .map((account) => {
        const at = this.clock.iso();
        return { type: 'RestateHolds', account, at, decision: this.clock.id() };
      });
  }

  /** The accounts with those who are first in line, whether they were told or are about to be. */
  inLine(): readonly CreditAccount[] {
    return this.accounts.values().map((account) => this.complete(account, []));
  }

  /** The account of a customer with the only seller, in the customer's currency. */
  accountOf(customer: string): CreditAccount | undefined {
    return this.accounts.values().find((one) => one.customer === customer && !one.isForeign);
  }

  private resolved(command: CreditCommand): CreditCommand {
    if (command.account !== null) return command;
    if (command.type !== 'ChangeTerms') {
      return { ...command, account: this.orders.get(`orders/${command.order}`)?.of ?? null };
    }
    const { customer: name, seller = '' } = command.named;
    const customer = this.customers.get(name);
    if (!customer) return command;
    return { ...command, account: { seller, customer: name, currency: customer.currency } };
  }

  private load(row: string, commands: readonly CreditCommand[]): CreditRow | undefined {
    if (row.startsWith('orders/')) return this.orders.get(row);
    const document = this.documents.get(row);
    if (document) return document;
    const key = keysIn(commands).find((account) => accountRow(account) === row);
    if (!key) return undefined;
    const account = this.accounts.get(row) ?? this.opened(key);
    return account && { account: this.complete(account, commands) };
  }

  private save(row: string, state: CreditRow): void {
    if ('account' in state) this.accounts.set(row, state.account);
    else if ('order' in state) this.orders.set(row, state);
    else this.documents.set(row, state);
  }

  /** An account opens when it is first needed, if its customer was heard of. */
  private opened({ seller, customer, currency }: AccountKey): CreditAccount | undefined {
    const known = this.customers.get(customer);
    if (!known) return undefined;
    const { initialCredit, blocked } = known;
    const isStart = initialCredit?.seller === seller && known.currency === currency;
    const limit = isStart ? parseMoney(initialCredit.limit).minor : null;
    return {
      ...{ seller, customer, currency, isForeign: currency !== known.currency },
      ...{ terms: { ...NO_TERMS, limit }, customerBlocked: blocked?.reason ?? null },
      ...{ exposure: NO_EXPOSURE, due: [], queue: NOBODY, version: 0 },
    };
  }

  /** With the first who wait, behind the place where an offer goes on, and with due days. */
  private complete(account: CreditAccount, commands: readonly CreditCommand[]): CreditAccount {
    const after = placesFor(account, commands).sort(byPlace)[0];
    const { limit } = account.terms;
    const room = after && limit !== null ? limit - total(account.exposure) : null;
    const waiting = this.orders
      .values()
      .filter(({ of }) => accountRow(of) === accountRow(account))
      .filter(({ order }) => order.status === 'held' && (room === null || order.open <= room))
      .map(({ order }) => order)
      .filter((order) => !after || byPlace(placeOf(order), after) > 0)
      .sort((a, b) => byPlace(placeOf(a), placeOf(b)));
    const first = waiting.slice(0, PAGE);
    const queue = { ...account.queue, first, more: waiting.length > PAGE, isFront: !after };
    return { ...account, queue, due: this.dueOf(account) };
  }

  private waitingIn(rows: readonly CreditRow[]): readonly (readonly [string, OrderEntry])[] {
    const first = rows.flatMap((row) => ('account' in row ? row.account.queue.first : []));
    return first.flatMap(({ order }) => {
      const entry = this.orders.get(`orders/${order}`);
      return entry ? [[`orders/${order}`, entry] as const] : [];
    });
  }

  private dueOf(account: CreditAccount) {
    const documents = this.documents
      .values()
      .filter(({ of }) => accountRow(of) === accountRow(account))
      .map(({ document }) => document);
    const add = (days: CreditAccount['due'], one: CreditDocument) => dueAfter(days, undefined, one);
    return documents.reduce(add, []);
  }

  /** Where a block was set or lifted, the orders that wait are looked at again. */
  private async keepCustomers(facts: readonly (CustomerRegistered | CustomerChanged)[], tx: Tx) {
    for (const { id, data } of facts) {
      this.customers.set(data.customer, data);
      this.open(data);
      const reason = data.blocked?.reason ?? null;
      const touched = this.accounts.values().filter(({ customer, customerBlocked }) => {
        return customer === data.customer && customerBlocked !== reason;
      });
      for (const account of touched) {
        const queue = { ...account.queue, isMoved: true };
        this.accounts.set(accountRow(account), { ...account, queue, customerBlocked: reason });
        const at = tx.now.toISOString();
        const command: OfferRoom = { type: 'OfferRoom', account, at, decision: id } as OfferRoom;
        await execute(tx, this.aggregate, [command], [{ id }]);
      }
    }
    return allDone(facts);
  }

  private open({ customer, initialCredit }: Customer): void {
    if (!initialCredit) return;
    const { seller, limit } = initialCredit;
    const key = { seller, customer, currency: limit.currency };
    const account = this.accounts.has(accountRow(key)) ? undefined : this.opened(key);
    if (account) this.accounts.set(accountRow(key), account);
  }
}

function keysIn(commands: readonly CreditCommand[]): readonly AccountKey[] {
  return commands.flatMap(({ account }) => account ?? []);
}

function placesFor(account: CreditAccount, commands: readonly CreditCommand[]): QueuePlace[] {
  return commands.flatMap((command) => {
    if (command.type !== 'OfferRoom' || !command.account || !command.after) return [];
    return accountRow(command.account) === accountRow(account) ? command.after : [];
  });
}

function placeOf({ heldSince, order }: Reservation): QueuePlace {
  return { heldSince: heldSince ?? '', order };
}

function byPlace(a: QueuePlace, b: QueuePlace): number {
  const [one, other] = [a.heldSince + a.order, b.heldSince + b.order];
  return one < other ? -1 : Number(one > other);
}
