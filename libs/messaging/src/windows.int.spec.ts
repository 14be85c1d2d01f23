import { definitionOf, type AnyEvent, type EventType } from '@o2c/contracts';
import { databaseUrl, newId } from '@o2c/runtime';
import { Chance, eventually, TcpProxy, testServerUrl } from '@o2c/testing';
import { allDone, DONE, type Outcome } from './aggregate.js';
import { InProcessBus } from './in-process-bus.js';
import type { Handle } from './dispatch.js';
import { Receiver } from './receiver.js';
import type { Unit } from './rounds.js';
import { adjusted, clock, Home, logger, note, received, wire } from './sample-bus.js';

describe('A log that is read in order', () => {
  const homes: Home[] = [];
  const buses: InProcessBus[] = [];
  let proxy: TcpProxy | undefined;

  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.stop()));
    await Promise.all(homes.splice(0).map((home) => home.source.destroy()));
    await proxy?.close();
    proxy = undefined;
  });

  const home = async (server = testServerUrl(), name?: string): Promise<Home> => {
    const opened = await Home.open(server, name);
    homes.push(opened);
    return opened;
  };

  const follow = async (producer: Home, consumer: Home, handle: Handle): Promise<InProcessBus> => {
    const bus = new InProcessBus(logger);
    buses.push(bus);
    wire(bus, producer, [['credit', consumer, handle]]);
    await bus.start();
    return bus;
  };

  const sequences = async (consumer: Home): Promise<number[]> =>
    (await consumer.effects()).map(({ sequence }) => sequence);

  const inboxOf = (consumer: Home) => consumer.database.read('SELECT id FROM inbox');

  it('needs no inbox', async () => {
    const [producer, consumer] = [await home(), await home()];
    await follow(producer, consumer, note);
    await producer.commit(received('A'), adjusted('A'));
    await producer.commit(received('B'));
    await eventually(async () => expect(await sequences(consumer)).toEqual([1, 2, 3]));
    expect(await inboxOf(consumer)).toEqual([]);
  });

  it('takes effect once when the answer to a commit is lost', async () => {
    const [producer, direct] = [await home(), await home()];
    const url = new URL(databaseUrl(testServerUrl(), direct.name, 'home'));
    proxy = await TcpProxy.open(new Chance(1));
    proxy.leadTo(url.hostname, Number(url.port));
    const through = new URL(testServerUrl());
    through.port = String(proxy.port);
    await follow(producer, await home(through.href, direct.name), note);
    await producer.commit(received('A'));
    await eventually(async () => expect(await sequences(direct)).toEqual([1]));
    proxy.be({ kind: 'lost answer', to: 'COMMIT' });
    await producer.commit(received('B'));
    await eventually(() => expect(proxy?.broken).toBeGreaterThan(0));
    proxy.be({ kind: 'none' });
    await producer.commit(received('C'));
    await eventually(async () => expect(await sequences(direct)).toEqual([1, 2, 3]));
  });

  it('goes on in the middle of a window in which a process died', async () => {
    const [producer, consumer] = [await home(), await home()];
    await producer.commit(received('A'), adjusted('A'), received('B'));
    const fails: Handle = (facts, tx) => {
      if (facts.some(({ type }) => type === 'StockAdjusted')) throw new Error('not yet');
      return note(facts, tx);
    };
    const first = await follow(producer, consumer, fails);
    await eventually(async () => expect(await sequences(consumer)).toEqual([1, 3]));
    await Promise.all([first.stop(), follow(producer, consumer, note)]);
    await eventually(async () => expect(await sequences(consumer)).toEqual([1, 3, 2]));
    expect(await consumer.parked()).toEqual([]);
  });

  it('takes effect once when two processes follow it', async () => {
    const consumer = await home();
    const other = await home(testServerUrl(), consumer.name);
    const facts = Array.from({ length: 5 }, (_, index) => fact('CustomerChanged', index + 1));
    const window = windowOf(facts, 0);
    const start = { log: 'orders', position: 0 };
    const [one, two] = [receiver(consumer, note), receiver(other, note)];
    await one.deliver({ deliveries: [], cursor: start });
    await Promise.all([one.deliver(window), two.deliver(window)]);
    expect(await sequences(consumer)).toEqual([5]);
  });

  it('takes effect once though a process that is behind saves its cursor late', async () => {
    const consumer = await home();
    const service = receiver(consumer, note);
    const start = { deliveries: [], cursor: { log: 'orders', position: 0 } };
    const window = windowOf([fact('CustomerRegistered', 1)], 0);
    await service.deliver(start);
    await service.deliver(window);
    await service.deliver(start);
    await service.deliver(window);
    expect(await sequences(consumer)).toEqual([1]);
  });

  it('never lets a snapshot that waited come over a newer one', async () => {
    const consumer = await home();
    const ready = new Set<number>([2]);
    const waits: Handle = async (facts, tx) => {
      const now = facts.filter(({ sequence }) => ready.has(sequence));
      await note(now, tx);
      return facts.map((one): Outcome => {
        const on = { waitFor: 'SellerRegistered' as const, subject: 'S' };
        return now.includes(one) ? (allDone([one])[0] as Outcome) : { status: 'waiting', on };
      });
    };
    const service = receiver(consumer, waits);
    await service.deliver({ deliveries: [], cursor: { log: 'orders', position: 0 } });
    await service.deliver(windowOf([fact('CustomerRegistered', 1)], 0));
    await service.deliver(windowOf([fact('CustomerChanged', 2)], 1));
    ready.add(1);
    await consumer.database.read('UPDATE waiting SET ready = true');
    await service.runReady();
    expect(await sequences(consumer)).toEqual([2]);
    expect(await consumer.database.read('SELECT id FROM waiting')).toEqual([]);
  });

  test.each([
    ['came before', 1],
    ['comes along', 2],
  ])('frees a fact that waits for one of it and %s', async (_, size) => {
    const consumer = await home();
    const waits: Handle = (facts) =>
      Promise.resolve(
        facts.map(({ type, subject }): Outcome => {
          if (type === 'CustomerChanged') return DONE;
          return { status: 'waiting', on: { waitFor: 'CustomerChanged', subject } };
        }),
      );
    const service = receiver(consumer, waits);
    service.keepsOvertaken = true;
    await service.deliver({ deliveries: [], cursor: { log: 'orders', position: 0 } });
    const facts = [fact('CustomerRegistered', 1), fact('CustomerChanged', 2)];
    for (let since = 0; since < 2; since += size) {
      await service.deliver(windowOf(facts.slice(since, since + size), since));
    }
    expect(await consumer.database.read('SELECT ready FROM waiting')).toEqual([{ ready: true }]);
  });

  it('hands on the newest of snapshots that come together, with an inbox too', async () => {
    const consumer = await home();
    const both = [fact('CustomerRegistered', 1), fact('CustomerChanged', 2)];
    const { deliveries } = windowOf(both, 0);
    await receiver(consumer, note).deliver({ deliveries });
    expect(await sequences(consumer)).toEqual([2]);
  });

  it('is not handled again by a bus that delivers it anew', async () => {
    const consumer = await home();
    const service = receiver(consumer, note);
    const old = fact('CustomerRegistered', 1);
    await service.deliver({ deliveries: [], cursor: { log: 'orders', position: 0 } });
    await service.deliver(windowOf([old], 0));
    await service.deliver({ deliveries: [{ type: old.type, facts: [old] }] });
    expect(await service.knows(old)).toBe(true);
    expect(await sequences(consumer)).toEqual([1]);
  });
});

function receiver(consumer: Home, handle: Handle): Receiver {
  const types: EventType[] = ['CustomerRegistered', 'CustomerChanged'];
  const handlers = new Map(types.map((type) => [type, handle]));
  return new Receiver(consumer.database, handlers, clock, logger, () => {});
}

function windowOf(facts: readonly AnyEvent[], since: number): Unit {
  const byType = [...Map.groupBy(facts, ({ type }) => type)];
  return {
    deliveries: byType.map(([type, own]) => ({ type, facts: own })),
    cursor: { log: 'orders', since, position: since + facts.length },
  };
}

function fact(type: EventType, sequence: number): AnyEvent {
  const definition = definitionOf(type);
  const { example: data, source } = definition;
  const envelope = { id: newId(clock), source, type, sequence, time: clock.now().toISOString() };
  return { ...envelope, subject: definition.subject(data as never), data } as AnyEvent;
}
