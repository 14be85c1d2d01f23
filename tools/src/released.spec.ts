import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionOf, EVENT_TYPES, type EventType } from '@o2c/contracts';
import { breaches, type ReleasedEvent } from './released-events.js';

type Events = { readonly [type: string]: ReleasedEvent };

const folder = join(import.meta.dirname, '../../docs/released-events');
const releases = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The contract of an event: all that a release file keeps beside its golden record. */
function contractOf(type: EventType): ReleasedEvent {
  const { data, subject: _, example: __, ...event } = definitionOf(type);
  return { ...event, schema: JSON.parse(JSON.stringify(data)) as ReleasedEvent['schema'] };
}

const today: Events = Object.fromEntries(EVENT_TYPES.map((type) => [type, contractOf(type)]));

describe('What was released stays', () => {
  it('there is a release to compare with', () => {
    expect(releases.length).toBeGreaterThan(0);
  });

  it.each(releases)('subscribers of %s find all that they know', (name) => {
    const { events } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { events: Events };
    expect(breaches(events, today)).toEqual([]);
  });
});

const object = (properties: object, required: readonly string[] = []) => ({
  ...{ type: 'object', properties, required },
});
const text = { type: 'string' };
const event = (schema: object, version = 1) =>
  ({ Paid: { source: 'bank', version, schema } }) as unknown as Events;
const before = event(object({ id: text, note: text }, ['id']));

const BREACHES: readonly (readonly [string, Events, Events])[] = [
  ['an event that is gone', before, {}],
  ['another version', before, event(object({ id: text, note: text }, ['id']), 2)],
  ['a field that is gone', before, event(object({ id: text }, ['id']))],
  ['a field of another type', before, event(object({ id: text, note: { type: 'null' } }, ['id']))],
  ['a field that may now be missing', before, event(object({ id: text, note: text }))],
  ['a field that old facts lack', before, event(object({ id: text, note: text }, ['id', 'note']))],
  ['a limit that was not there', event(text), event({ ...text, pattern: '^a' })],
  ['a limit that is gone', event({ ...text, format: 'uuid' }), event(text)],
  [
    'an alternative that is gone',
    event({ anyOf: [text, { type: 'null' }] }),
    event({ anyOf: [text] }),
  ],
  [
    'a field inside a list that is gone',
    event({ type: 'array', items: object({ id: text }) }),
    event({ type: 'array', items: object({}) }),
  ],
];

describe('The comparison of releases sees', () => {
  it.each(BREACHES)('%s', (_, old, now) => expect(breaches(old, now)).not.toEqual([]));
});

describe('The comparison of releases allows', () => {
  it.each([
    ['a new event', before, { ...before, Refunded: { schema: text } }],
    ['a new optional field', before, event(object({ id: text, note: text, by: text }, ['id']))],
    ['a new alternative', event({ anyOf: [text] }), event({ anyOf: [text, { type: 'null' }] })],
    [
      'a better description',
      before,
      event({ ...object({ id: text, note: text }, ['id']), title: '' }),
    ],
  ] as const)('%s', (_, old, now) => expect(breaches(old, now as Events)).toEqual([]));
});
