import type { Query } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { isMoving, queries } from './api.js';

/** A fact as the stream tells it. */
export type LiveFact = {
  readonly position: number;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly summary: string;
  readonly order?: string;
};

/** Whether the picture moves with the facts. */
export type Liveness = 'connecting' | 'live' | 'away';

const listeners = new Set<(fact: LiveFact) => void>();
const watchers = new Set<() => void>();
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;
/** Facts come in bursts; one reading after each burst is enough. */
const CALM = 600;
/** Who has scrolled further than this reads on undisturbed. */
const LIVE_PAGES = 2;

let liveness: Liveness = 'connecting';
let last: string | undefined;
let isDirty: ReturnType<typeof setTimeout> | undefined;

/** Follows the facts until the answered function is called; comes back by itself. */
export function follow(): () => void {
  const ending = new AbortController();
  void keepFollowing(ending.signal);
  return () => ending.abort();
}

/** Whether the facts come in. */
export function useLiveness(): Liveness {
  return useSyncExternalStore(watch, () => liveness);
}

/** Does something with every fact while the component is there. */
export function useFacts(listener: (fact: LiveFact) => void): void {
  const heard = useEffectEvent(listener);
  useEffect(() => {
    const tell = (fact: LiveFact): void => heard(fact);
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
}

async function keepFollowing(signal: AbortSignal): Promise<void> {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      await followOnce(signal, () => (pause = FIRST_PAUSE));
    } catch {
      // Away or cut off: both are told by the liveness, and mended by the next try.
    }
    if (signal.aborted) return;
    become('away');
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

async function followOnce(signal: AbortSignal, began: () => void): Promise<void> {
  const headers = last === undefined ? undefined : { 'last-event-id': last };
  const response = await fetch('/v1/stream', { signal, ...(headers && { headers }) });
  if (!response.ok || !response.body) throw new Error(`the stream answered ${response.status}`);
  began();
  become('live');
  makeOld();
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + text).split(/\r?\n\r?\n/);
    rest = events.pop() ?? '';
    events.forEach(hear);
  }
}

/** One server-sent event: lines of `field: value`. */
function hear(event: string): void {
  const fields = new Map(
    event.split(/\r?\n/).map((line) => [line.split(':', 1)[0], line.replace(/^\w*: ?/, '')]),
  );
  last = fields.get('id') ?? last;
  const data = fields.get('data');
  if (data === undefined) return;
  const fact = { type: fields.get('event') ?? '', ...JSON.parse(data) } as LiveFact;
  for (const listener of listeners) listener(fact);
  makeOld();
}

/** What reads on is waited for: a list would never get longer while facts come in fast. */
function makeOld(): void {
  isDirty ??= setTimeout(() => {
    isDirty = undefined;
    const isOn = queries.getQueryCache().findAll({ predicate: isLive }).some(readsOn);
    if (isOn) makeOld();
    else void queries.invalidateQueries({ predicate: isLive });
  }, CALM);
}

function isLive(query: Query): boolean {
  return isMoving(query) && pagesOf(query.state.data) <= LIVE_PAGES;
}

function readsOn({ state }: Query): boolean {
  return state.fetchStatus === 'fetching' && state.fetchMeta?.fetchMore !== undefined;
}

function pagesOf(data: unknown): number {
  const { pages } = (data ?? {}) as { pages?: readonly unknown[] };
  return pages?.length ?? 1;
}

function become(next: Liveness): void {
  if (next === liveness) return;
  liveness = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}
