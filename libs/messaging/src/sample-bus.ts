import type { AnyEvent, EventType, FactOf } from '@o2c/contracts';
import { Clock, connect, createLogger, databaseUrl, newId } from '@o2c/runtime';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { allDone } from './aggregate.js';
import type { EventBus } from './bus.js';
import { MESSAGING_MIGRATIONS } from './messaging-tables.js';
import { PgDatabase } from './pg-database.js';
import type { Handle } from './dispatch.js';
import { Receiver } from './receiver.js';
import type { Tx } from './tx.js';

/** The clock of the samples. */
export const clock = new Clock();

/** Says nothing. */
export const logger = createLogger({ service: 'sample', level: 'silent' });

class Effects1732000000001 implements MigrationInterface {
  readonly name = 'Effects1732000000001';
  async up(runner: QueryRunner) {
    await runner.query(
      `CREATE TABLE effects (
         id bigint GENERATED ALWAYS AS IDENTITY, fact uuid, subject text, sequence bigint)`,
    );
  }
  async down() {}
}

/** What a fact did to the home that handled it. */
export type Effect = { readonly fact: string; readonly subject: string; readonly sequence: number };

/** A database that outlives the buses which serve it. */
export class Home {
  private constructor(
    readonly name: string,
    readonly source: DataSource,
    readonly database: PgDatabase,
  ) {}

  /** A database of its own, or the one of that name, on a server. */
  static async open(
    server: string,
    name = `b${newId(clock).slice(-12)}`,
    options: { readonly statementTimeoutMs?: number } = {},
  ): Promise<Home> {
    const url = databaseUrl(server, name, 'home');
    const migrations = [...MESSAGING_MIGRATIONS, Effects1732000000001];
    const source = await connect({ name, url, migrations, maxConnections: 12, ...options });
    return new Home(name, source, PgDatabase.on(source, 'inventory', clock));
  }

  effects(): Promise<Effect[]> {
    return this.database.read('SELECT fact, subject, sequence FROM effects ORDER BY id');
  }

  parked(): Promise<{ [column: string]: unknown }[]> {
    return this.database.read('SELECT * FROM parked ORDER BY id');
  }

  commit(...facts: Parameters<Tx['publish']>[0][number][]): Promise<void> {
    return this.database.transaction(async (tx) => tx.publish(facts));
  }
}

/** Stock came; its subject is the sku. */
export const received = (sku: string, quantity = 1): FactOf<'StockReceived'> => ({
  type: 'StockReceived',
  data: { sku, warehouse: 'main', quantity, receipt: newId(clock) },
});

/** Stock was counted; its subject is the sku. */
export const adjusted = (sku: string): FactOf<'StockAdjusted'> => ({
  type: 'StockAdjusted',
  data: { sku, warehouse: 'main', delta: 1, adjustment: newId(clock), reason: 'found' },
});

/** A handler that notes what it was given. */
export async function note(facts: readonly AnyEvent[], tx: Tx) {
  await tx.query(
    `INSERT INTO effects (fact, subject, sequence)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[])`,
    [facts.map((f) => f.id), facts.map((f) => f.subject), facts.map((f) => f.sequence)],
  );
  return allDone(facts);
}

/** Connects homes to a bus, as the services of a process are. */
export function wire(
  bus: EventBus,
  producer: Home,
  consumers: readonly (readonly [service: string, home: Home, handle: Handle])[],
  types: readonly EventType[] = ['StockReceived', 'StockAdjusted'],
): readonly Receiver[] {
  bus.addProducer({ source: 'inventory', database: producer.database });
  producer.database.onCommit({
    published: (facts) => bus.published('inventory', facts),
    inDoubt: () => bus.inDoubt('inventory'),
    leftFollowUps: () => {},
  });
  return consumers.map(([service, home, handle]) => {
    const handlers = new Map(types.map((type) => [type, handle]));
    const receiver = new Receiver(home.database, handlers, clock, logger, () => {});
    bus.addSubscriber({
      service,
      types,
      database: home.database,
      mixed: false,
      deliver: (unit) => receiver.deliver(unit),
      deliverBad: (record) => receiver.deliverBad(record),
      knows: (fact) => receiver.knows(fact),
    });
    return receiver;
  });
}

/** The subjects whose facts were seen in another order than `rank` says, repeats left out. */
export function inverted<T extends { readonly subject: string }>(
  seen: readonly T[],
  rank: (one: T) => number,
): readonly string[] {
  const bySubject = Map.groupBy(seen, ({ subject }) => subject);
  return [...bySubject].flatMap(([subject, own]) => {
    const first = [...new Set(own.map(rank))];
    return first.every((one, index) => index === 0 || (first[index - 1] ?? 0) < one) ? [] : subject;
  });
}
