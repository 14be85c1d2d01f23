import { definitionOf, type AnyEvent, type EventType } from '@o2c/contracts';
import { dayOf, newId } from '@o2c/runtime';
import { failureCodes, Meeting, meetingAt, testServerUrl } from '@o2c/testing';
import { admit, admitAll } from './inbox.js';
import { clock, Home } from './sample-bus.js';
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

test('What comes twice together is admitted once, what is overtaken is not', async () => {
  const [old, now] = [fact('OrderPlaced', 'E', 5), fact('OrderChanged', 'E', 6)];
  const batch = [{ facts: [old] }, { facts: [now] }, { facts: [now] }];
  await home.database.transaction(async (tx) => {
    const admission = await admitAll(tx, batch, false);
    const admitted = [];
    for (const delivery of batch) admitted.push((await admission(delivery)).fresh);
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
