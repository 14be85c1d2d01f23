import fc from 'fast-check';
import type { Request, System } from '../system.js';

/** Something that a caller or the passing of time does: what it is called, and how it is done. */
export type Act = {
  readonly name: string;
  /** What it is done with, for whoever reads a failure. */
  readonly input: unknown;
  /** Nothing where there is nothing yet that it could be done to. */
  readonly ask: (system: System) => Request | undefined;
};

/** One kind of act, how often it comes, and everything that it can be done with. */
export type Kind = fc.WeightedArbitrary<Act>;

/** Describes one kind of act. */
export function kind<P>(
  weight: number,
  name: string,
  input: fc.Arbitrary<P>,
  ask: (system: System, input: P) => Request | undefined,
): Kind {
  const toAct = (given: P): Act => {
    return { name, input: given, ask: (system) => ask(system, given) };
  };
  return { weight, arbitrary: input.map(toAct) };
}

/** Which of the things that are there, whatever their number. */
export const any = fc.nat(999);

/** The same, mostly one of the newest: what happens to a thing happens while it is new. */
export const recent = fc.oneof(
  { withCrossShrink: true },
  { weight: 3, arbitrary: fc.nat(2) },
  { weight: 2, arbitrary: any },
);

/** True once in so many times. */
export function rarely(times: number): fc.Arbitrary<boolean> {
  return fc.nat(times - 1).map((number) => number === times - 1);
}

/** The thing that a number means; nothing where there is none. */
export function pick<T>(things: readonly T[], number: number): T | undefined {
  return things[number % Math.max(1, things.length)];
}

/** The same, counted from the newest. */
export function pickNewest<T>(things: readonly T[], number: number): T | undefined {
  return things[things.length - 1 - (number % Math.max(1, things.length))];
}

/** A part of a whole in hundredths, at least 1 where there is any. */
export function part(whole: number, percent: number): number {
  return Math.min(whole, Math.max(1, Math.round((whole * percent) / 100)));
}
