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
} from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { DONE, On, ServiceModule, type Outcome } from './index.js';
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
});
