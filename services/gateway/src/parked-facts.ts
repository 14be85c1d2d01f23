import type { ParkedFact } from '@o2c/messaging';
import type { Caller } from '@o2c/runtime';
import { inOwnName, type Peers, SERVICES } from './peers.js';

const AT_ONCE = 1_000;

/** Facts that a person has to decide about, of all services. */
export async function parkedFacts(peers: Peers, caller: Caller): Promise<readonly ParkedFact[]> {
  const lists = await Promise.all(SERVICES.map((service) => listOf(peers, caller, service)));
  return lists.flat();
}

async function listOf(
  peers: Peers,
  caller: Caller,
  service: (typeof SERVICES)[number],
): Promise<readonly ParkedFact[]> {
  const all: ParkedFact[] = [];
  for (let after: string | undefined; ;) {
    const query = new URLSearchParams({ status: 'parked', limit: String(AT_ONCE) });
    if (after !== undefined) query.set('after', after);
    const path = `parked-facts?${query}`;
    const question = { service, method: 'GET', path, caller: inOwnName(caller) } as const;
    const page = await peers.ask<ParkedFact[]>(question);
    all.push(...page);
    after = page.at(-1)?.id;
    if (page.length < AT_ONCE) return all;
  }
}

/** The order that a parked fact is about, where it names one. */
export function orderOf({ fact }: ParkedFact): string | undefined {
  const { data } = (fact ?? {}) as { readonly data?: { readonly order?: string } };
  return data?.order;
}
