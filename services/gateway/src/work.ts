import type {
  WorkAnswer,
  WorkCounts,
  WorkItem,
  WorkKind,
  WorkPlace,
  WorkQuestion,
  WorkSort,
} from '@o2c/contracts';
import { parseMoney } from '@o2c/money';

/** What all keepers of work answered, as one page in one order. */
export function joined(
  answers: readonly WorkAnswer[],
  { sort, limit }: Pick<WorkQuestion, 'sort' | 'limit'>,
): WorkAnswer {
  const items = answers.flatMap((answer) => answer.items);
  items.sort((a, b) => comparePlaces(placeOf(a, sort), placeOf(b, sort)));
  return { items: items.slice(0, limit), counts: sumOf(answers.map(({ counts }) => counts)) };
}

function sumOf(counts: readonly WorkCounts[]): WorkCounts {
  const sum: { [K in WorkKind]?: number } = {};
  for (const [kind, count] of counts.flatMap(Object.entries<number>)) {
    const known = kind as WorkKind;
    sum[known] = (sum[known] ?? 0) + count;
  }
  return sum;
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
