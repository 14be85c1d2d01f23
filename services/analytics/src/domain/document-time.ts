import type { AnyEvent, DataOf, EventType } from '@o2c/contracts';

/**
 * When a fact's document says that it happened: of history, the time that it bears, else the
 * recorded time. A date alone counts as its noon in UTC. Undefined where the fact bears neither a
 * time of its own nor a mark of history: it then happened as long after the one before it as it
 * was recorded after that.
 */
export function documentTimeOf(fact: AnyEvent): string | undefined {
  const { data, time } = fact;
  if ('history' in data && !data.history) return time;
  const read = TIMES[fact.type] as ((data: object) => string) | undefined;
  return read?.(data);
}

/** Recorded time; of a document that is marked as history, the time that it bears. */
export function happenedAt(fact: AnyEvent): string {
  return ('history' in fact.data && documentTimeOf(fact)) || fact.time;
}

const TIMES: { readonly [T in EventType]?: (data: DataOf<T>) => string } = {
  OrderPlaced: ({ orderedAt }) => orderedAt,
  OrderReleased: ({ orderedAt }) => orderedAt,
  Shipped: ({ shippedAt }) => shippedAt,
  Delivered: ({ deliveredAt }) => deliveredAt,
  Invoiced: ({ shippedAt }) => shippedAt,
  CreditNoted: ({ issuedOn }) => noonOf(issuedOn),
  PaymentReceived: ({ valueDate }) => noonOf(valueDate),
  PaymentApplied: ({ on }) => noonOf(on),
  CreditApplied: ({ on }) => noonOf(on),
  OpenItemClosed: ({ on }) => noonOf(on),
  WrittenOff: ({ on }) => noonOf(on),
  PaymentReversed: ({ on }) => noonOf(on),
  PaymentRefunded: ({ on }) => noonOf(on),
};

function noonOf(date: string): string {
  return `${date}T12:00:00.000Z`;
}
