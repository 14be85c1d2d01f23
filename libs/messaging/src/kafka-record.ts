import {
  definitionOf,
  faultsOf,
  isEventType,
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

/** Larger values are refused before they are sent, and parked when they are read. */
export const MAX_VALUE_BYTES = 900_000;

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

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The fact of a record on the topic of `type`. Throws an Error that names what is wrong: size,
 * UTF-8, JSON, a missing or wrong header, type, version, schema, or a subject that is not the
 * key's or the data's.
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
  if (text.includes('"__proto__"')) throw new Error('the value names __proto__');
  return data;
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
  const time = need('ce_time');
  if (Number.isNaN(Date.parse(time))) throw new Error('ce_time is no instant');
  const sequence = Number(need('ce_sequence'));
  if (!Number.isSafeInteger(sequence) || sequence < 1)
    throw new Error('ce_sequence is no position');
  const actor = header(headers, 'ce_actor');
  const causationid = header(headers, 'ce_causationid');
  const traceparent = header(headers, 'ce_traceparent');
  return {
    id,
    source: need('ce_source') as Envelope['source'],
    subject: need('ce_subject'),
    sequence,
    time,
    ...(actor === undefined ? {} : { actor: decodeURIComponent(actor) }),
    ...(causationid === undefined ? {} : { causationid }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

function header(headers: RawHeaders, name: string): string | undefined {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? undefined : first.toString('utf8');
}
