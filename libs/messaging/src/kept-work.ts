import type { WorkAnswer, WorkItem, WorkKind, WorkQuestion } from '@o2c/contracts';

/** Work that one service keeps by itself: all of one kind, and for one role. */
export type KeptWork = {
  readonly kind: WorkKind;
  readonly owner: string;
  /** The page that the question asks for. */
  readonly page: () => Promise<readonly WorkItem[]>;
  readonly count: () => Promise<number>;
};

/** What of the kept work is asked for and, with the first page, how much of it there is. */
export async function answerWork(work: KeptWork, question: WorkQuestion): Promise<WorkAnswer> {
  const { kind = work.kind, owner = work.owner, after } = question;
  if (owner !== work.owner) return { items: [], counts: {} };
  const items = kind === work.kind ? await work.page() : [];
  const count = after ? 0 : await work.count();
  return { items, counts: count > 0 ? { [work.kind]: count } : {} };
}
