import {
  definitionOf,
  MAX_VALUE_BYTES,
  type AnyEvent,
  type EventType,
  type Fact,
} from '@o2c/contracts';
import { newId } from '@o2c/runtime';
import { testServerUrl } from '@o2c/testing';
import { decode, encode } from './kafka-record.js';
import { clock, Home, received } from './sample-bus.js';

const LINES = 2_000;
const NAME = 'a name as long as names of goods mostly are, or more';

/** An example whose first line stands there two thousand times, with long names. */
function long(type: EventType): AnyEvent {
  const { source, subject, example } = definitionOf(type);
  const { lines, ...rest } = example as { readonly lines: readonly object[] };
  const [line] = lines;
  const name = line && 'name' in line ? { name: NAME } : {};
  const many = Array.from({ length: LINES }, (_, index) => ({ ...line, ...name, line: index + 1 }));
  const data = { ...rest, lines: many };
  return {
    ...{ id: newId(clock), source, type, subject: subject(data as never), sequence: 1 },
    ...{ time: clock.iso(), data },
  } as unknown as AnyEvent;
}

const example = (type: EventType) => ({ type, data: definitionOf(type).example }) as Fact;

describe('A fact', () => {
  it.each(['OrderPlaced', 'OrderReleased', 'StockReserved', 'Shipped', 'Invoiced'] as const)(
    'of an order with 2,000 lines fits: %s',
    (type) => {
      const fact = long(type);
      const { value, headers, key } = encode(fact);
      expect(Buffer.byteLength(value)).toBeLessThan(MAX_VALUE_BYTES);
      expect(decode(type, Buffer.from(value), headers, Buffer.from(key))).toEqual(fact);
    },
  );

  it('that no subscriber would take is refused before anything is written', async () => {
    const home = await Home.open(testServerUrl());
    const tooLong = home.commit(received('A'), received('B'.repeat(MAX_VALUE_BYTES)));
    await expect(tooLong).rejects.toMatchObject({ code: 'content.invalid' });
    await home.commit(received('C'));
    const rows = await home.database.read('SELECT position, subject FROM outbox');
    await home.source.destroy();
    expect(rows).toEqual([{ position: 1, subject: 'C' }]);
  });

  it.each([
    ['that breaks its schema', received('A', -1), /invalid StockReceived/],
    ['that another service says', example('OrderPlaced'), /OrderPlaced is not ours to say/],
  ])('%s is refused before anything is written', async (_, fact, reason) => {
    const home = await Home.open(testServerUrl());
    await expect(home.commit(received('A'), fact)).rejects.toThrow(reason);
    const rows = await home.database.read('SELECT position FROM outbox');
    await home.source.destroy();
    expect(rows).toEqual([]);
  });
});
