import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionOf, EVENT_TYPES, type AnyEvent, type EventType } from '@o2c/contracts';
import { Clock, newId } from '@o2c/runtime';
import { encode } from './kafka-record.js';

const root = join(import.meta.dirname, '../../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
};
const folder = join(root, 'docs/released-events');
const clock = new Clock();

/** The contract of an event, and one record of it, byte for byte as this release sends it. */
function released(type: EventType, index: number): object {
  const { data: schema, example, subject, ...event } = definitionOf(type);
  const fact = {
    ...{ id: newId(clock), source: event.source, type, subject: subject(example) },
    ...{ sequence: index + 1, time: clock.iso(), actor: 'golden', data: example },
  } as unknown as AnyEvent;
  return { ...event, schema, record: encode(fact) };
}

const types = EVENT_TYPES.toSorted();
const events = Object.fromEntries(types.map((type, index) => [type, released(type, index)]));
mkdirSync(folder, { recursive: true });
// A release is written once: `wx` refuses to overwrite it.
const text = `${JSON.stringify({ version, events }, null, 2)}\n`;
writeFileSync(join(folder, `${version}.json`), text, { flag: 'wx' });
