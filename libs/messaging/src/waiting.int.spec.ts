import { definitionOf, DomainError, type AnyEvent, type EventType } from '@o2c/contracts';
import { newId } from '@o2c/runtime';
import { testServerUrl } from '@o2c/testing';
import { allDone, type Outcome } from './aggregate.js';
import type { Handle } from './dispatch.js';
import { Receiver } from './receiver.js';
import { clock, Home, logger, note } from './sample-bus.js';

describe('A fact that waits', () => {
  let home: Home;
  const known = new Set<string>();

  beforeEach(async () => {
    known.clear();
    home = await Home.open(testServerUrl());
  });
  afterEach(() => home.source.destroy());

  /** Facts that need another one of their subject, and wait until it was handled. */
  const needs: { readonly [type in EventType]?: EventType } = {
    OrderPlaced: 'CustomerRegistered',
    CustomerChanged: 'SellerRegistered',
  };
  const handle: Handle = async (facts, tx) => {
    const isKnown = ({ type }: AnyEvent) => !needs[type] || known.has(needs[type]);
    const done = facts.filter(isKnown);
    await note(done, tx);
    return facts.map((fact): Outcome => {
      const awaited = needs[fact.type];
      if (isKnown(fact) || !awaited) return allDone([fact])[0] as Outcome;
      return { status: 'waiting', on: { waitFor: awaited, subject: fact.subject } };
    });
  };

  function receiver(how: Handle = handle, process = home): Receiver {
    const types: EventType[] = ['OrderPlaced', 'CustomerChanged', 'SellerRegistered'];
    const handlers = new Map(types.map((type) => [type, how]));
    return new Receiver(process.database, handlers, clock, logger, () => {});
  }

  const deliver = (service: Receiver, ...facts: readonly AnyEvent[]): Promise<void> =>
    service.deliver({ deliveries: facts.map((one) => ({ type: one.type, facts: [one] })) });

  const handled = async () => (await home.effects()).map(({ sequence }) => sequence);

  it('for a snapshot is freed by a newer one that came in its place', async () => {
    const service = receiver();
    await deliver(service, fact('OrderPlaced', 1));
    known.add('SellerRegistered').add('CustomerRegistered');
    await deliver(service, fact('CustomerChanged', 2));
    expect(await service.runReady()).toBe(1);
    expect(await handled()).toEqual([2, 1]);
  });

  it('waits on when it was tried too early', async () => {
    const service = receiver();
    await deliver(service, fact('OrderPlaced', 1));
    await home.database.read('UPDATE waiting SET ready = true');
    expect(await service.runReady()).toBe(1);
    expect(await service.runReady()).toBe(0);
    expect(await home.database.read('SELECT ready FROM waiting')).toEqual([{ ready: false }]);
  });

  it('for one that waits itself is freed when that is handled', async () => {
    const service = receiver();
    await deliver(service, fact('OrderPlaced', 1), fact('CustomerChanged', 2));
    expect(await service.runReady()).toBe(0);
    known.add('SellerRegistered');
    await deliver(service, fact('SellerRegistered', 3));
    expect(await service.runReady()).toBe(1);
    known.add('CustomerRegistered');
    expect(await service.runReady()).toBe(1);
    expect(await handled()).toEqual([3, 2, 1]);
    expect(await service.runReady()).toBe(0);
  });

  it('is parked when a rule refuses it after all', async () => {
    await deliver(receiver(), fact('OrderPlaced', 1));
    await home.database.read('UPDATE waiting SET ready = true');
    const error = new DomainError('content.invalid', 'too late');
    const refuse: Handle = (facts) =>
      Promise.resolve(facts.map((): Outcome => ({ status: 'refused', error })));
    expect(await receiver(refuse).runReady()).toBe(1);
    expect(await home.parked()).toMatchObject([{ subject: 'S', attempts: 1, status: 'parked' }]);
    expect(await home.database.read('SELECT id FROM waiting')).toEqual([]);
  });

  it('is handled by one of two processes that find it ready', async () => {
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slowly: Handle = async (facts, tx) => {
      begun.resolve();
      await end.promise;
      return note(facts, tx);
    };
    const process = await Home.open(testServerUrl(), home.name);
    const [slow, other] = [receiver(slowly, process), receiver()];
    await deliver(other, fact('OrderPlaced', 1));
    await home.database.read('UPDATE waiting SET ready = true');
    known.add('CustomerRegistered');
    const run = slow.runReady();
    await begun.promise;
    expect(await other.runReady()).toBe(0);
    end.resolve();
    expect(await run).toBe(1);
    expect(await handled()).toEqual([1]);
    await process.source.destroy();
  });
});

function fact(type: EventType, sequence: number): AnyEvent {
  const { example: data, source } = definitionOf(type);
  const envelope = { id: newId(clock), source, type, sequence, time: clock.now().toISOString() };
  return { ...envelope, subject: 'S', data } as AnyEvent;
}
