import type { Static } from 'typebox';
import { billingEvents } from './billing-events.js';
import { creditEvents } from './credit-events.js';
import { inventoryEvents } from './inventory-events.js';
import { ordersEvents } from './orders-events.js';
import { receivablesEvents } from './receivables-events.js';
import { shippingEvents } from './shipping-events.js';
import type { EventDefinition, Source } from './event.js';

/** Every fact that crosses a process boundary, by type; a fact's topic is named as its type. */
export const catalogue = {
  ...ordersEvents,
  ...creditEvents,
  ...inventoryEvents,
  ...shippingEvents,
  ...billingEvents,
  ...receivablesEvents,
} as const;

/** Name of a fact: past tense, unique in the whole system. */
export type EventType = keyof typeof catalogue;

/** The data of a fact. */
export type DataOf<T extends EventType> = Static<(typeof catalogue)[T]['data']>;

/** What a decision returns: the event before it has an id, a source, a sequence and a time. */
export type FactOf<T extends EventType> = T extends EventType
  ? { readonly type: T; readonly data: DataOf<T> }
  : never;

/** Any fact of the catalogue. */
export type Fact = FactOf<EventType>;

/** What every event carries beside its data (CloudEvents 1.0 attributes and extensions). */
export type Envelope = {
  /** UUIDv7; the day inside it is the day of the inbox partition. */
  readonly id: string;
  readonly source: Source;
  /** The id of the thing that the fact is about; the Kafka key. */
  readonly subject: string;
  /** The producer's position: commit order, gapless over all its topics. */
  readonly sequence: number;
  /** Recorded time, ISO 8601 in UTC. */
  readonly time: string;
  /** Name of the API key that acted; absent where the system acted by itself. */
  readonly actor?: string;
  /** The fact that this one follows from. */
  readonly causationid?: string;
  readonly traceparent?: string;
};

/** A fact as it is stored and sent. */
export type EventOf<T extends EventType> = T extends EventType ? Envelope & FactOf<T> : never;

/** Any event of the catalogue. */
export type AnyEvent = EventOf<EventType>;

/** Every type of the catalogue. */
export const EVENT_TYPES = Object.keys(catalogue) as readonly EventType[];

/** Whether a name is in the catalogue. */
export function isEventType(name: string): name is EventType {
  return Object.hasOwn(catalogue, name);
}

/** The catalogue's line of a type. */
export function definitionOf(type: EventType): EventDefinition {
  return catalogue[type] as unknown as EventDefinition;
}

/** The types of a snapshot's group, which replace one another; of a movement its own type alone. */
export function groupOf(type: EventType): readonly EventType[] {
  return groups.get(type) ?? [type];
}

/** The types that a service publishes. */
export function typesOf(source: Source): readonly EventType[] {
  return EVENT_TYPES.filter((type) => definitionOf(type).source === source);
}

const groups: ReadonlyMap<EventType, readonly EventType[]> = new Map(
  EVENT_TYPES.map((type) => [type, typesLike(type)]),
);

function typesLike(type: EventType): readonly EventType[] {
  const own = definitionOf(type);
  if (own.kind === 'movement') return [type];
  return typesOf(own.source).filter((other) => {
    const definition = definitionOf(other);
    return definition.kind === 'state' && definition.group === own.group;
  });
}
