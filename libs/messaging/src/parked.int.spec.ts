import { Injectable, Module } from '@nestjs/common';
import {
  definitionOf,
  DomainError,
  type AnyEvent,
  type CustomerChanged,
  type CustomerRegistered,
  type EventType,
  type StockAdjusted,
  type StockReceived,
  type WorkAnswer,
  type WorkItem,
  type WorkPlace,
  type WorkQuestion,
} from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { DONE, On, ServiceHost, ServiceModule, type Outcome } from './index.js';
import { adjusted, received } from './sample-bus.js';

/** Notes what it is given, and refuses subjects as long as it is told to. */
@Injectable()
class NotesConsumer {
  readonly refused = new Set<string>();
  readonly handled: string[] = [];

  @On('StockReceived')
  receive(facts: readonly StockReceived[]) {
    return this.take(facts);
  }

  @On('StockAdjusted')
  adjust(facts: readonly StockAdjusted[]) {
    return this.take(facts);
  }

  @On('CustomerRegistered')
  register(facts: readonly CustomerRegistered[]) {
    return this.take(facts);
  }

  @On('CustomerChanged')
  change(facts: readonly CustomerChanged[]) {
    return this.take(facts);
  }

  private take(facts: readonly AnyEvent[]): Promise<readonly Outcome[]> {
    const error = new DomainError('content.invalid', 'not understood yet');
    return Promise.resolve(
      facts.map((fact): Outcome => {
        if (this.refused.has(fact.subject)) return { status: 'refused', error };
        this.handled.push(`${fact.type} ${fact.sequence}`);
        return DONE;
      }),
    );
  }
}

@Module({
  imports: [ServiceModule.for({ name: 'credit', migrations: [] })],
  providers: [NotesConsumer],
})
class NotesModule {}

describe('Facts that could not be handled', () => {
  let service: TestService;
  let notes: NotesConsumer;

  beforeEach(async () => {
    service = await startService(NotesModule);
    notes = service.app.get(NotesConsumer, { strict: false });
  }, 60_000);
  afterEach(() => service?.stop());

  const decide = (verb: 'replay' | 'discard', id: string, reason = 'mended', actor = 'clerk') =>
    service.http(
      'POST',
      `/internal/credit/parked-facts/${id}/${verb}`,
      { reason },
      { 'x-test-actor': actor },
    );
  const list = async (status: string) =>
    (await service.http('GET', `/internal/credit/parked-facts?status=${status}`)).body;

  const work = async (question: Partial<WorkQuestion>): Promise<WorkAnswer> => {
    const whole = { kinds: ['parked_fact'], sort: 'age', limit: 100, ...question };
    const path = '/internal/credit/parked-work';
    const { status, body } = await service.http('POST', path, { question: whole });
    expect(status).toBe(200);
    return body;
  };

  /** One that is refused, two of its subject behind it, and one of another subject. */
  const parkThree = async () => {
    notes.refused.add('A');
    for (const fact of [received('A'), received('A'), adjusted('A'), received('B')]) {
      await service.publishFact(fact.type, fact.data as never);
    }
    const [[parked], queued] = [await list('parked'), await list('queued')];
    expect(queued).toHaveLength(2);
    expect(notes.handled.splice(0)).toEqual(['StockReceived 4']);
    return { parked, queued };
  };

  it('are handled again on request, in order, once, with who and why', async () => {
    const { parked, queued } = await parkThree();
    // With the others of its round, alone, and on request.
    expect((await decide('replay', parked.id)).body).toMatchObject({
      status: 'parked',
      attempts: 3,
    });
    const early = await decide('replay', queued[1].id);
    expect(early).toMatchObject({ status: 409, body: { code: 'parked_fact.queued' } });
    notes.refused.clear();
    const replayed = { status: 'replayed', decidedBy: 'clerk', reason: 'mended' };
    expect((await decide('replay', parked.id)).body).toMatchObject(replayed);
    const inOrder = ['StockReceived 1', 'StockReceived 2', 'StockAdjusted 3'];
    expect(notes.handled).toEqual(inOrder);
    expect((await decide('replay', parked.id, 'again', 'other')).body).toMatchObject(replayed);
    const late = await decide('discard', parked.id);
    expect(late).toMatchObject({ status: 409, body: { code: 'parked_fact.already_decided' } });
    expect(notes.handled).toEqual(inOrder);
  }, 60_000);

  it('stay handled when somebody whose replay failed is slow to say so', async () => {
    const { parked } = await parkThree();
    const { database } = service.app.get(ServiceHost, { strict: false });
    const read = database.read.bind(database);
    const [failed, handled] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    database.read = async (sql, params) => {
      if (sql.includes('attempts = attempts + 1')) {
        failed.resolve();
        await handled.promise;
      }
      return read(sql, params);
    };
    const slow = decide('replay', parked.id);
    await failed.promise;
    notes.refused.clear();
    expect((await decide('replay', parked.id)).body.status).toBe('replayed');
    handled.resolve();
    expect((await slow).body.status).toBe('replayed');
    expect(await list('parked')).toEqual([]);
  });

  it('are shown when who decided about the one before them died', async () => {
    const { parked, queued } = await parkThree();
    const { database } = service.app.get(ServiceHost, { strict: false });
    const read = database.read.bind(database);
    database.read = (sql, params) => {
      return sql.includes(`code = 'subject.parked'`)
        ? Promise.reject(new Error('it died'))
        : read(sql, params);
    };
    expect((await decide('discard', parked.id)).status).toBe(500);
    database.read = read;
    expect(await list('parked')).toMatchObject([{ id: queued[0].id, queuedBehind: 1 }]);
    notes.refused.clear();
    expect((await decide('replay', queued[0].id)).body.status).toBe('replayed');
    expect(notes.handled).toEqual(['StockReceived 2', 'StockAdjusted 3']);
  });

  it('that are queued are given up alone: nothing goes past the one before them', async () => {
    const { queued } = await parkThree();
    notes.refused.clear();
    expect((await decide('discard', queued[0].id)).body.status).toBe('discarded');
    expect(notes.handled).toEqual([]);
    expect([await list('parked'), await list('queued')].map(({ length }) => length)).toEqual([
      1, 1,
    ]);
  });

  it('are given up on request, and those behind them are handled', async () => {
    const { parked } = await parkThree();
    notes.refused.clear();
    const discarded = { status: 'discarded', decidedBy: 'clerk', reason: 'a test of theirs' };
    for (const actor of ['clerk', 'other']) {
      const { body } = await decide('discard', parked.id, 'a test of theirs', actor);
      expect(body).toMatchObject(discarded);
    }
    expect(notes.handled).toEqual(['StockReceived 2', 'StockAdjusted 3']);
    // Also one that would fail again is not parked once more.
    notes.refused.add('A');
    const late = await decide('replay', parked.id);
    expect(late).toMatchObject({ status: 409, body: { code: 'parked_fact.already_decided' } });
    expect([await list('parked'), await list('queued')]).toEqual([[], []]);
  }, 60_000);

  it('are handled once, however many ask for it at the same moment', async () => {
    const { parked } = await parkThree();
    notes.refused.clear();
    const clerks = Array.from({ length: 6 }, (_, clerk) => `clerk ${clerk}`);
    const answers = await Promise.all(
      clerks.map((clerk) => decide('replay', parked.id, 'mended', clerk)),
    );
    expect(new Set(answers.map(({ body }) => body.decidedBy)).size).toBe(1);
    expect(notes.handled.toSorted()).toEqual([
      ...['StockAdjusted 3', 'StockReceived 1', 'StockReceived 2'],
    ]);
  }, 60_000);

  it('never bring an older snapshot back over a newer one', async () => {
    const snapshot = (type: EventType) =>
      service.event(type, definitionOf(type).example as never) as AnyEvent;
    const [older, newer] = [snapshot('CustomerRegistered'), snapshot('CustomerChanged')];
    notes.refused.add(newer.subject);
    await service.deliver([newer]);
    await service.deliver([older]);
    notes.refused.clear();
    const [parked] = await list('parked');
    await decide('replay', parked.id);
    expect(notes.handled).toEqual([`CustomerChanged ${newer.sequence}`]);
  }, 60_000);

  it('are shown page by page as work, all of them, however many there are', async () => {
    await service.database.read(`
      INSERT INTO parked (id, source, type, subject, sequence, envelope, error, code, attempts,
                          status, since)
      SELECT gen_random_uuid(), 'inventory', 'StockReceived', 'S' || n, n,
             jsonb_build_object('data', jsonb_build_object('order', 'order-' || n % 5000,
               'much', repeat('x', 5000))), 'refused', 'content.invalid', 1,
             CASE WHEN n % 10 = 0 THEN 'discarded' ELSE 'parked' END,
             timestamptz '2026-01-01' + n % 1000 * interval '1 second'
        FROM generate_series(1, 10000) AS n`);
    const indexes = await service.database.read<{ indexname: string }>(
      `SELECT indexname FROM pg_indexes WHERE tablename = 'parked'`,
    );
    const names = indexes.map(({ indexname }) => indexname);
    expect(names).toEqual(expect.arrayContaining(['parked_ages', 'parked_orders']));
    const items: WorkItem[] = [];
    const counts: object[] = [];
    for (let after: WorkPlace | undefined; ;) {
      const page = await work({ sort: 'amount', limit: 193, after });
      expect(JSON.stringify(page).length).toBeLessThan(100_000);
      const last = page.items.at(-1);
      counts.push(page.counts);
      if (!last) break;
      items.push(...page.items);
      after = { currency: null, minor: null, since: last.since, id: last.id };
    }
    expect(counts).toEqual([{ parked_fact: 9_000 }, ...counts.slice(1).map(() => ({}))]);
    const places = items.map(({ since, id }) => `${since} ${id}`);
    expect(places).toEqual([...new Set(places)].sort());
    expect(places).toHaveLength(9_000);
    const { body: notes } = await service.http('GET', '/internal/credit/parked-facts/of/order-7');
    const said = { type: 'StockReceived', code: 'content.invalid', since: at(7) };
    const note = { id: expect.any(String), ...said };
    expect(notes).toEqual([note, note]);
  }, 60_000);

  it('are work of operators, about no customer, after all that has an amount', async () => {
    await parkThree();
    const nothing = { items: [], counts: {} };
    expect(await work({ owner: 'warehouse' })).toEqual(nothing);
    expect(await work({ customer: 'C-1' })).toEqual(nothing);
    expect(await work({ kind: 'hold' })).toEqual({ items: [], counts: { parked_fact: 1 } });
    const after = { currency: 'EUR', minor: 100, since: '2999-01-01T00:00:00.000Z', id: 'hold:1' };
    const { items } = await work({ sort: 'amount', owner: 'operator', after });
    expect(items).toMatchObject([{ kind: 'parked_fact', owner: 'operator', service: 'credit' }]);
  }, 60_000);
});

/** The second of the first day of 2026. */
function at(second: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
}
