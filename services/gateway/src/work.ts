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

/** What analytics answered and what services know besides, as one page in one order. */
export function joined(
  answer: WorkAnswer,
  others: readonly WorkItem[],
  question: WorkQuestion,
): WorkAnswer {
  const { sort, after, limit, kind } = question;
  const wanted = others.filter((item) => isWanted(item, question));
  const listed = wanted.filter((item) => kind === undefined || item.kind === kind);
  const left = listed.filter((item) => !after || comparePlaces(placeOf(item, sort), after) > 0);
  const items = [...answer.items, ...left].sort((a, b) =>
    comparePlaces(placeOf(a, sort), placeOf(b, sort)),
  );
  const byKind = [...Map.groupBy(wanted, (item) => item.kind)];
  const counts = Object.fromEntries(byKind.map(([name, { length }]) => [name, length]));
  return {
    items: items.slice(0, limit),
    counts: after ? {} : { ...answer.counts, ...counts },
  };
}

function isWanted({ kind, owner, customer }: WorkItem, question: WorkQuestion): boolean {
  const { customer: name } = question;
  if (!question.kinds.includes(kind)) return false;
  if (question.owner !== undefined && question.owner !== owner) return false;
  return name === undefined || customer?.id === name.toLowerCase() || customer?.number === name;
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
