import type { ParkedNote, ServiceName } from '@o2c/messaging';
import type { Caller } from '@o2c/runtime';
import { inOwnName, type Peers, SERVICES } from './peers.js';

/** What is said about a fact that a service could not handle. */
export type ParkedThere = ParkedNote & { readonly service: ServiceName };

/** Facts of an order that a person has to decide about, of all services. */
export async function parkedOf(
  order: string,
  peers: Peers,
  caller: Caller,
): Promise<readonly ParkedThere[]> {
  const asker = inOwnName(caller);
  const path = `parked-facts/of/${order}`;
  const lists = await Promise.all(
    SERVICES.map(async (service) => {
      const question = { service, method: 'GET', path, caller: asker } as const;
      const notes = await peers.ask<ParkedNote[]>(question);
      return notes.map((note) => ({ ...note, service }));
    }),
  );
  return lists.flat();
}
