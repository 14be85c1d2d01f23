import type { AnyEvent } from '@o2c/contracts';

/** A seller or customer as one snapshot says, to be found by id or number. */
export type Party = {
  readonly id: string;
  readonly kind: 'seller' | 'customer';
  readonly sequence: number;
  readonly number: string;
  readonly name: string;
  readonly currency: string;
  /** IANA name; a customer has none. */
  readonly timeZone: string | null;
};

/** The party that a fact is a snapshot of, if it is one. */
export function partyOf({ type, data, sequence }: AnyEvent): Party | undefined {
  if (type === 'SellerRegistered' || type === 'SellerChanged') {
    const { seller: id, number, name, currency, timeZone } = data;
    return { id, kind: 'seller', sequence, number, name, currency, timeZone };
  }
  if (type === 'CustomerRegistered' || type === 'CustomerChanged') {
    const { customer: id, number, name, currency } = data;
    return { id, kind: 'customer', sequence, number, name, currency, timeZone: null };
  }
  return undefined;
}
