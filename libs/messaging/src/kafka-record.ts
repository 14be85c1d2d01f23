import { dayOf, isStorable } from '@o2c/runtime';
import {
  definitionOf,
  faultsOf,
  isEventType,
  MAX_VALUE_BYTES,
  type AnyEvent,
  type Envelope,
  type EventType,
} from '@o2c/contracts';

/** A fact as a Kafka record: CloudEvents 1.0, binary content mode. */
export type Record = {
  readonly key: string;
  readonly value: string;
  readonly headers: { [name: string]: string };
};

/** The record of a fact. */
export function encode(fact: AnyEvent): Record {
  return {
    key: fact.subject,
    value: JSON.stringify(fact.data),
    headers: {
      ce_specversion: '1.0',
      ce_id: fact.id,
      ce_source: fact.source,
      ce_type: fact.type,
      ce_subject: fact.subject,
      ce_time: fact.time,
      ce_sequence: String(fact.sequence),
      ce_version: String(definitionOf(fact.type).version),
      'content-type': 'application/json',
      ...(fact.actor === undefined ? {} : { ce_actor: encodeURIComponent(fact.actor) }),
      ...(fact.causationid === undefined ? {} : { ce_causationid: fact.causationid }),
      ...(fact.traceparent === undefined ? {} : { ce_traceparent: fact.traceparent }),
    },
  };
}

/** Headers as kafkajs delivers them. */
export type RawHeaders = {
  readonly [name: string]: Buffer | string | (Buffer | string)[] | undefined;
};

/** Deeper data is no fact of ours, and deep enough data overflows the stack of who writes it. */
const MAX_DEPTH = 32;

/** Each day of a fact becomes a partition of the inbox. */
const CENTURY = /^20\d{2}-/;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The fact of a record on the topic of `type`. Throws an Error that names what is wrong: size,
 * UTF-8, JSON, what no database keeps, a missing or wrong header, type, version, schema, or a
 * subject that is not the key's or the data's.
 */
export function decode(
  type: string,
  value: Buffer | null,
  headers: RawHeaders = {},
  key: Buffer | null = null,
): AnyEvent {
  if (!isEventType(type)) throw new Error(`unknown type ${type}`);
  const data = parse(value);
  const envelope = envelopeOf(type, headers);
  const faults = faultsOf(type, data);
  if (faults.length > 0) throw new Error(`schema: ${faults.join('; ')}`);
  const definition = definitionOf(type);
  const subject = definition.subject(data);
  if (envelope.subject !== subject) throw new Error('ce_subject is not what the data is about');
  if (key?.toString('utf8') !== subject) throw new Error('the key is not the subject');
  if (envelope.source !== definition.source) throw new Error(`${type} is not from ce_source`);
  return { ...envelope, type, data } as AnyEvent;
}

function parse(value: Buffer | null): object {
  if (value === null) throw new Error('the record has no value');
  if (value.length > MAX_VALUE_BYTES) throw new Error(`the value has ${value.length} bytes`);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(value);
  const data: unknown = JSON.parse(text);
  if (typeof data !== 'object' || data === null) throw new Error('the value is no JSON object');
  checkStorable(data, MAX_DEPTH);
  return data;
}

/** What the database could not keep would fail again where it is to be parked. */
function checkStorable(value: unknown, depth: number): void {
  if (depth === 0) throw new Error(`the value is nested more than ${MAX_DEPTH} deep`);
  if (typeof value === 'string' && !isStorable(value)) {
    throw new Error('a text holds half a character or a zero byte');
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === '__proto__') throw new Error('the value names __proto__');
    checkStorable(name, depth);
    checkStorable(inner, depth - 1);
  }
}

function envelopeOf(type: EventType, headers: RawHeaders): Envelope {
  const need = (name: string): string => {
    const value = header(headers, name);
    if (value === undefined || value === '') throw new Error(`header ${name} is missing`);
    return value;
  };
  if (need('ce_specversion') !== '1.0') throw new Error('ce_specversion is not 1.0');
  if (need('ce_type') !== type) throw new Error('ce_type is not the topic');
  if (need('ce_version') !== String(definitionOf(type).version)) {
    throw new Error(`unknown version ${header(headers, 'ce_version')}`);
  }
  const id = need('ce_id');
  if (!UUID.test(id)) throw new Error('ce_id is no UUIDv7');
  if (!CENTURY.test(dayOf(id))) throw new Error('ce_id is of no possible day');
  const time = need('ce_time');
  if (!isInstant(time)) throw new Error('ce_time is no instant');
  const sequence = need('ce_sequence');
  if (!/^[1-9]\d{0,14}$/.test(sequence)) throw new Error('ce_sequence is no position');
  const actor = header(headers, 'ce_actor');
  const causationid = header(headers, 'ce_causationid');
  const traceparent = header(headers, 'ce_traceparent');
  return {
    id,
    source: need('ce_source') as Envelope['source'],
    subject: need('ce_subject'),
    sequence: Number(sequence),
    time,
    ...(actor === undefined ? {} : { actor: decodeURIComponent(actor) }),
    ...(causationid === undefined ? {} : { causationid }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** An instant in UTC on a day that there is: the 30th of February is none. */
function isInstant(text: string): boolean {
  const day = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.exec(text)?.[1];
  const milliseconds = Date.parse(text);
  if (day === undefined || Number.isNaN(milliseconds) || !CENTURY.test(day)) return false;
  return new Date(milliseconds).toISOString().startsWith(day);
}

function header(headers: RawHeaders, name: string): string | undefined {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? undefined : first.toString('utf8');
}

/** Names and values of headers as texts, one pair each; of a repeated header the first. */
export function headerTexts(headers: RawHeaders = {}): (readonly [string, string])[] {
  return Object.keys(headers).map((name) => [name, header(headers, name) ?? ''] as const);
}
