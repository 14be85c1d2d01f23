import 'reflect-metadata';
import type { AnyEvent, EventOf, EventType } from '@o2c/contracts';
import type { Outcome } from './aggregate.js';
import type { Cause, Tx } from './tx.js';

const HANDLERS = Symbol('handlers');

/** What a method of a provider handles. */
export type HandlerMark =
  | { readonly kind: 'facts'; readonly types: readonly EventType[]; readonly method: string }
  | { readonly kind: 'every-fact'; readonly method: string }
  | { readonly kind: 'follow-up'; readonly name: string; readonly method: string }
  | {
      readonly kind: 'job';
      readonly name: string;
      readonly seconds: number;
      readonly method: string;
    };

/** Handles facts of its types: many at once, in one transaction, one outcome per fact. */
export type FactHandler<T extends EventType> = (
  facts: readonly EventOf<T>[],
  tx: Tx,
) => Promise<readonly Outcome[]>;

/** Handles what was left with `tx.followUp(kind, commands)`: one outcome per command. */
export type FollowUpHandler = (
  commands: readonly never[],
  tx: Tx,
  causes: readonly Cause[],
) => Promise<readonly Outcome[]>;

/** Does what is due at a time, in transactions of its own; safe to run twice. */
export type Job = (asOf: Date) => Promise<void>;

/**
 * The method handles facts of these types, of which each has one handler in a service; the payload
 * follows from the names. Facts of all of them that come together are handled by one call.
 */
export function On<T extends EventType>(...types: readonly T[]) {
  return <M extends FactHandler<T>>(
    target: object,
    method: string,
    _: TypedPropertyDescriptor<M>,
  ): void => mark(target, { kind: 'facts', types, method });
}

/** Handles facts of all types together, in the order of the bus. */
export type EveryFactHandler = (facts: readonly AnyEvent[], tx: Tx) => Promise<readonly Outcome[]>;

/** The method takes every fact of the catalogue, also snapshots that newer ones have overtaken. */
export function OnEveryFact() {
  return <M extends EveryFactHandler>(
    target: object,
    method: string,
    _: TypedPropertyDescriptor<M>,
  ): void => mark(target, { kind: 'every-fact', method });
}

/** The method runs follow-ups of this kind. */
export function FollowUp(name: string) {
  return <M extends FollowUpHandler>(
    target: object,
    method: string,
    _: TypedPropertyDescriptor<M>,
  ): void => mark(target, { kind: 'follow-up', name, method });
}

/** The method runs every so many seconds, and when the test clock is moved. */
export function Every(seconds: number, name: string) {
  return <M extends Job>(target: object, method: string, _: TypedPropertyDescriptor<M>): void =>
    mark(target, { kind: 'job', name, seconds, method });
}

/** The marks of a provider's class. */
export function marksOf(target: object): readonly HandlerMark[] {
  return (Reflect.getMetadata(HANDLERS, target.constructor) as HandlerMark[] | undefined) ?? [];
}

function mark(target: object, one: HandlerMark): void {
  const marks = marksOf(target);
  Reflect.defineMetadata(HANDLERS, [...marks, one], target.constructor);
}
