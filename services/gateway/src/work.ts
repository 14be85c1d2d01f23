import type { WorkAnswer, WorkItem, WorkPlace, WorkQuestion, WorkSort } from '@o2c/contracts';
import type { ParkedFact } from '@o2c/messaging';
import { parseMoney } from '@o2c/money';

/** A parked fact as a work item. */
export function parkedItem({ id, service, type, code, since }: ParkedFact): WorkItem {
  return {
    ...{ id: `parked_fact:${service}:${id}`, kind: 'parked_fact', subject: `${service}:${id}` },
    ...{ code, title: `${service} could not handle ${type}`, owner: 'operator', since },
    ...{ amount: null, service, link: '/v1/parked-facts' },
  };
}

/** What analytics answered and parked facts, as one page in one order. */
export function joined(
  answer: WorkAnswer,
  parked: readonly WorkItem[],
  { sort, after, limit, owner, kind }: WorkQuestion,
): WorkAnswer {
  const wanted = parked.filter((item) => owner === undefined || item.owner === owner);
  const listed = kind === undefined || kind === 'parked_fact' ? wanted : [];
  const left = listed.filter((item) => !after || comparePlaces(placeOf(item, sort), after) > 0);
  const items = [...answer.items, ...left].sort((a, b) =>
    comparePlaces(placeOf(a, sort), placeOf(b, sort)),
  );
  const counts = wanted.length === 0 ? {} : { parked_fact: wanted.length };
  return { items: items.slice(0, limit), counts: { ...answer.counts, ...counts } };
}

/** Where an item stands in a list. */
export function placeOf({ amount, since, id }: WorkItem, sort: WorkSort): WorkPlace {
  if (sort === 'age' || amount === null) return { currency: null, minor: null, since, id };
  return { ...parseMoney(amount), since, id };
}

/** As the list is sorted: by currency and amount where there is one, then longest waiting first. */
function comparePlaces(a: WorkPlace, b: WorkPlace): number {
  return (
    compare(a.currency ?? '~', b.currency ?? '~') ||
    (b.minor ?? 0) - (a.minor ?? 0) ||
    compare(a.since, b.since) ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
