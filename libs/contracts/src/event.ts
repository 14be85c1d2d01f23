import type { Static, TSchema } from 'typebox';

/** The services that publish facts. */
export type Source = 'orders' | 'credit' | 'inventory' | 'shipping' | 'billing' | 'receivables';

/**
 * How repeated or overtaking facts combine. A `movement` counts exactly once and commutes with
 * the others; of a `state` fact the highest `sequence` per source, subject and group wins.
 */
export type Kind =
  { readonly kind: 'movement' } | { readonly kind: 'state'; readonly group: string };

/**
 * Bytes of a fact's data as JSON, at most: what is larger is refused before it is sent, and parked
 * when it is read.
 */
export const MAX_VALUE_BYTES = 900_000;

/** One line of the catalogue: what a fact means, what it is about, and the shape of its data. */
export type EventDefinition<D extends TSchema = TSchema> = Kind & {
  readonly source: Source;
  readonly version: 1;
  readonly data: D;
  readonly subject: (data: Static<D>) => string;
  readonly example: Static<D>;
};

/** A movement: applied exactly once, in any order. */
export function movement<const D extends TSchema>(
  source: Source,
  data: D,
  subject: (data: Static<D>) => string,
  example: NoInfer<Static<D>>,
): EventDefinition<D> & { kind: 'movement' } {
  return { kind: 'movement', source, version: 1, data, subject, example };
}

/** A full snapshot: the newest of its group wins, older ones are ignored. */
export function state<const D extends TSchema>(
  source: Source,
  group: string,
  data: D,
  subject: (data: Static<D>) => string,
  example: NoInfer<Static<D>>,
): EventDefinition<D> & { kind: 'state'; group: string } {
  return { kind: 'state', group, source, version: 1, data, subject, example };
}
