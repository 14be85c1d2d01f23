import type { Percentiles } from './latencies.js';

/** How orders come: so many a second whatever happens, or a new one for each that is closed. */
export type Arrivals =
  | { readonly kind: 'open'; readonly perSecond: number }
  | { readonly kind: 'closed'; readonly inFlight: number };

/** What the generator is to do. */
export type Load = {
  readonly url: string;
  readonly key: string;
  /** Begins all idempotency keys; no other load of the same system has it. */
  readonly name: string;
  readonly arrivals: Arrivals;
  /** Ids of customers and skus, taken in turn. */
  readonly customers: readonly string[];
  readonly skus: readonly string[];
  readonly linesPerOrder: number;
  /** How often the log is asked for news while there is none, in milliseconds. */
  readonly pollMilliseconds: number;
};

/** How many orders have come how far, and requests that were not answered as they should. */
export type Counts = {
  readonly placed: number;
  readonly shipped: number;
  readonly invoiced: number;
  readonly paid: number;
  /** Closed, and visible as such in analytics. */
  readonly closed: number;
  /** Answered with 429 or 503. */
  readonly shed: number;
  readonly failed: number;
};

/** What happened in a window of time. */
export type Window = {
  readonly milliseconds: number;
  readonly counts: Counts;
  /** Orders that have come and are not closed at the end of the window. */
  readonly underWay: number;
  /** POST /orders, from the moment at which it was due. */
  readonly place: Percentiles;
  /** From the moment at which the order was due to its close, less the wait for the statement. */
  readonly orderToPaid: Percentiles;
  /** The first unexpected answer. */
  readonly complaint: string | undefined;
};

/** To the generator: `drain` lets no more orders come, and answers as `window` does. */
export type Command =
  { readonly do: 'begin'; readonly load: Load } | { readonly do: 'window' | 'drain' | 'end' };

/** From the generator, one for each command. */
export type Told = {
  readonly begun?: boolean;
  readonly window?: Window | undefined;
  readonly broken?: string;
};
