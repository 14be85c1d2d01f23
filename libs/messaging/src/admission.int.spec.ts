import { definitionOf, type AnyEvent, type EventType } from '@o2c/contracts';
import { dayOf, newId } from '@o2c/runtime';
import { failureCodes, Meeting, meetingAt, testServerUrl } from '@o2c/testing';
import { allDone } from './aggregate.js';
import type { Handle } from './dispatch.js';
import { admit, admitAll } from './inbox.js';
import { Receiver } from './receiver.js';
import { clock, Home, logger } from './sample-bus.js';
import type { Tx } from './tx.js';

const DEADLOCK = '40P01';

type Batch = readonly { readonly facts: readonly AnyEvent[] }[];

let home: Home;

beforeAll(async () => {
  home = await Home.open(testServerUrl());
  await home.database.partitions.ensure('inbox', [dayOf(newId(clock))]);
});
afterAll(() => home.source.destroy());

describe('Two processes that hear of the same two things in opposite order', () => {
  test('admit both: what comes together is locked in one order', async () => {
    expect(await failuresOf((tx, batch) => admitAll(tx, batch, false))).toEqual([]);
  });

  test('would wait for each other for ever if each delivery were admitted by itself', async () => {
    const failures = await failuresOf(async (tx, batch) => {
      for (const { facts } of batch) await admit(tx, facts, false);
    });
    expect(failures).toEqual([DEADLOCK]);
  });
});

test('One handler is called in a transaction, so that rows are locked in order', async () => {
  const called = new Map<Tx, Set<string>>();
  const noting = (name: string): Handle => {
    return (facts, tx) => {
      called.set(tx, (called.get(tx) ?? new Set()).add(name));
      return Promise.resolve(allDone(facts));
    };
  };
  const handlers = new Map<EventType, Handle>([
    ['OrderPlaced', noting('orders')],
    ['SellerChanged', noting('sellers')],
  ]);
  const receiver = new Receiver(home.database, handlers, clock, logger, () => {});
  const deliver = (type: EventType) =>
    receiver.deliver({ deliveries: [{ type, facts: [fact(type, newId(clock), 1)] }] });
  const types = ['OrderPlaced', 'OrderPlaced', 'SellerChanged', 'OrderPlaced'] as const;
  await Promise.all(types.map(deliver));
  expect(Math.max(...[...called.values()].map(({ size }) => size))).toBe(1);
});

test('What comes twice together is admitted once, what is overtaken is not', async () => {
  const [old, now] = [fact('OrderPlaced', 'E', 5), fact('OrderChanged', 'E', 6)];
  const batch = [{ facts: [old] }, { facts: [now] }, { facts: [now] }];
  await home.database.transaction(async (tx) => {
    const { admit } = await admitAll(tx, batch, false);
    const admitted = [];
    for (const delivery of batch) admitted.push((await admit(delivery)).fresh);
    expect(admitted).toEqual([[], [now], []]);
  });
});

/** The codes with which the database ends one of the two. */
async function failuresOf(
  admission: (tx: Tx, batch: Batch) => Promise<unknown>,
): Promise<readonly unknown[]> {
  const subjects = [newId(clock), newId(clock)];
  const placed = subjects.map((one) => ({ facts: [fact('OrderPlaced', one, 1)] }));
  const changed = subjects.map((one) => ({ facts: [fact('OrderChanged', one, 2)] }));
  const meeting = new Meeting(home.database);
  const ended = await Promise.allSettled(
    [placed, changed.reverse()].map((batch) =>
      home.database.transaction((tx) => admission(meetingAt('state_heads', tx, meeting), batch)),
    ),
  );
  return failureCodes(ended);
}

function fact(type: EventType, subject: string, sequence: number): AnyEvent {
  const { example: data, source } = definitionOf(type);
  const envelope = { id: newId(clock), source, type, sequence, time: clock.iso() };
  return { ...envelope, subject, data } as AnyEvent;
}
