import type { AnyEvent, EventType } from '@o2c/contracts';
import type { Chance } from './chance.js';

/** What a person asked of a service, and the answer, with the ids of that time. */
export type Act = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: object | undefined;
  readonly headers?: Record<string, string>;
  readonly answer: { readonly status: number; readonly body: unknown };
};

/** What a service was told or asked, in a scene of a story. */
export type Step = {
  readonly scene: string;
  /** Facts that the service had to hear first: this follows from what it said to them. */
  readonly after?: readonly string[];
} & (
  { readonly fact: AnyEvent; readonly act?: never } | { readonly act: Act; readonly fact?: never }
);

/** A story in which a fact comes before one that it came after when all was in order. */
export type Overtaking = {
  readonly late: EventType;
  readonly early: EventType;
  /** As it was. */
  readonly story: readonly Step[];
  readonly steps: readonly Step[];
};

/**
 * The steps in another order that could have come about: facts of one type and subject keep theirs,
 * and a person acts on what he saw. Each fact comes one to five times.
 */
export function disorderly(steps: readonly Step[], chance: Chance): readonly Step[] {
  const left = [...steps];
  const told: Step[] = [];
  while (left.length > 0) {
    const next = chance.oneOf(left.filter((step, at) => mayBeNext(left.slice(0, at), step)));
    left.splice(left.indexOf(next), 1);
    told.push(next);
  }
  for (const step of steps.filter(({ fact }) => fact)) {
    for (let repeats = chance.below(5); repeats > 0; repeats--) {
      const after = told.indexOf(step) + 1;
      told.splice(after + chance.below(told.length - after + 1), 0, step);
    }
  }
  return told;
}

/**
 * One for every two types of facts that are about the same and can overtake one another, from the
 * first of these stories that has both.
 */
export function overtakings(stories: readonly (readonly Step[])[]): readonly Overtaking[] {
  const found = new Map<string, Overtaking>();
  for (const one of stories.flatMap(overtakingsIn)) {
    const types = [one.early, one.late].sort().join();
    if (!found.has(types)) found.set(types, one);
  }
  return [...found.values()];
}

function overtakingsIn(story: readonly Step[]): readonly Overtaking[] {
  return story.flatMap((step, from) => {
    const { fact: early } = step;
    if (!early) return [];
    return story.slice(0, from).flatMap(({ fact: late }, to) => {
      if (!late || early.type === late.type || !areRelated(early, late)) return [];
      const between = story.slice(to, from);
      if (!mayBeNext(between, step)) return [];
      const moved = [...story.slice(0, to), step, ...between];
      const steps = [...moved, ...story.slice(from + 1)];
      return [{ late: late.type, early: early.type, story, steps }];
    });
  });
}

function mayBeNext(left: readonly Step[], step: Step): boolean {
  return !left.some((before) => keepsOrder(before, step));
}

function keepsOrder(one: Step, other: Step): boolean {
  if (one.fact && other.after?.includes(one.fact.id)) return true;
  if (one.fact && other.fact) {
    return one.fact.type === other.fact.type && one.fact.subject === other.fact.subject;
  }
  const ids = new Set(scopeOf(one));
  return (one.act && other.act) !== undefined || scopeOf(other).some((id) => ids.has(id));
}

/** What a step is about; of an act also what it names, and what came of it. */
function scopeOf({ fact, act }: Step): readonly string[] {
  if (fact) return keysOf(fact);
  const { id, order, items } = act.answer.body as Record<string, unknown>;
  const made = [id, order, Array.isArray(items) ? items.map((item) => item?.id) : []];
  const ids = JSON.stringify([act.path, act.body ?? null, made]).match(UUID) ?? [];
  return [...ids, ...skusIn(act.body)];
}

function keysOf({ subject, data }: AnyEvent): readonly string[] {
  const order = 'order' in data && data.order ? [data.order] : [];
  return [subject, ...order, ...skusIn(data)];
}

function skusIn(content: object | undefined): readonly string[] {
  const { sku, lines = [] } = (content ?? {}) as { sku?: string; lines?: { sku?: string }[] };
  return [sku, ...lines.map((line) => line.sku)].filter((one) => one !== undefined);
}

/** One of both names what the other is about. */
function areRelated(one: AnyEvent, other: AnyEvent): boolean {
  const names = (a: AnyEvent, b: AnyEvent): boolean => {
    const text = JSON.stringify(a.data);
    return keysOf(b).some((key) => text.includes(`"${key}"`));
  };
  return names(one, other) || names(other, one);
}

/** An id, wherever it stands in a text. */
export const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
