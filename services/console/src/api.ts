import {
  type AnswerOf,
  Client,
  type InputOf,
  type Inputs,
  type OperationName,
  type Page,
  Problem,
  type Query,
} from '@o2c/client';
import {
  type InfiniteData,
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { spokenText } from './format.js';
import { emptyAt, type Part, partOf, type Sight, type Turn } from './paging.js';
import { TOP, turnAfter, turnBefore, wanted } from './paging.js';

/** The API of the place that this page came from, in the session of this browser. */
export const client = new Client({ url: '', patience: 5_000 });

/** What was read, for every page; facts make it old, see `live.ts`. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 5_000, placeholderData: keepPreviousData },
  },
});

/** What neither facts nor actions change, or not so that it matters here. */
const STEADY = new Set(['GET /v1/session', 'customer name']);

/** Whether what was read is to be read anew when something happened. */
export function isMoving({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean {
  return !STEADY.has(String(queryKey[0]));
}

/** Reads one answer and keeps it up to date. */
export function useAnswer<N extends OperationName>(
  name: N,
  ...inputs: Inputs<N>
): UseQueryResult<AnswerOf<N>> {
  return useQuery<AnswerOf<N>>({
    queryKey: [name, inputs[0] ?? null],
    queryFn: () => client.call(name, ...inputs),
  });
}

/** As `useAnswer`, once `wanted`: what is not known yet is not asked about. */
export function useAnswerIf<N extends OperationName>(
  wanted: boolean,
  name: N,
  ...inputs: Inputs<N>
): UseQueryResult<AnswerOf<N>> {
  return useQuery<AnswerOf<N>>({
    queryKey: [name, inputs[0] ?? null],
    queryFn: () => client.call(name, ...inputs),
    enabled: wanted,
  });
}

/** Operations that answer a page of a list. */
export type ListName = {
  [N in OperationName]: AnswerOf<N> extends Page<unknown> ? N : never;
}[OperationName];

/** What a list holds. */
export type ItemOf<N extends ListName> = AnswerOf<N> extends Page<infer T> ? T : never;

/** Rows of a list as far as they are kept, and the way to those in sight that are not. */
export type Rows<T> = Omit<Part<T>, 'rows' | 'isTorn'> & {
  readonly rows: readonly T[] | undefined;
  readonly error: unknown;
  /** Whether more follow than are known. */
  readonly hasMore: boolean;
  readonly isReading: boolean;
  /** Reads what is needed to show these. */
  show(sight: Sight): void;
};

const PAGE = 100;
/** Further away than this from the rows in sight nothing is kept. */
const PAGES_KEPT = 5;

/** Reads a list page by page as somebody scrolls; of a whole one, nothing is dropped meanwhile. */
export function useRows<N extends ListName>(
  name: N,
  query: Query = {},
  { whole = false } = {},
): Rows<ItemOf<N>> {
  const read = (after: string | undefined): Promise<Page<ItemOf<N>>> => {
    const input = { query: { limit: PAGE, ...query, after } };
    const inputs = [input as unknown as InputOf<N>] as unknown as Inputs<N>;
    return client.call(name, ...inputs) as unknown as Promise<Page<ItemOf<N>>>;
  };
  return usePaged([name, query], read, whole ? Infinity : PAGES_KEPT);
}

/** As `useRows`, for a list that the OpenAPI document does not name. */
export function useRowsAt<T>(path: string, query: Query = {}): Rows<T> {
  return usePaged<T>([path, query], (after) => client.get(path, { limit: PAGE, ...query, after }));
}

/** As `useRows`, of whatever answers pages, with all that one of them says. */
export function usePaged<T, P extends Page<T> = Page<T>>(
  queryKey: readonly unknown[],
  read: (after: string | undefined) => Promise<P>,
  maxPages = PAGES_KEPT,
): Rows<T> & { readonly page: P | undefined } {
  const paged = useInfiniteQuery<P, Error, InfiniteData<P, Turn>, readonly unknown[], Turn>({
    ...{ queryKey, maxPages, initialPageParam: TOP },
    // Of another list only what is there may stand in: that there is nothing would be said of this.
    placeholderData: (before) => (before?.pages[0]?.items.length ? before : undefined),
    queryFn: ({ pageParam }) => read(pageParam.place.after),
    getNextPageParam: (_, pages, __, pageParams) => turnAfter({ pages, pageParams }),
    getPreviousPageParam: (_, pages, __, pageParams) => turnBefore({ pages, pageParams }),
  });
  const { data: kept, error, isFetching, refetch } = paged;
  const part = useMemo(() => kept && partOf<T>(kept), [kept]);
  const isTorn = part?.isTorn && !isFetching && !error;
  useEffect(() => {
    if (isTorn) void refetch();
  }, [isTorn]);
  const show = (sight: Sight): void => {
    const way = part && wanted(part, sight, paged.hasNextPage);
    if (way === 'before') void paged.fetchPreviousPage();
    if (way === 'after') void paged.fetchNextPage();
    if (way !== 'elsewhere' || !kept) return;
    queries.setQueryData(queryKey, emptyAt(sight.first, kept));
    void refetch();
  };
  return {
    ...{ rows: part?.rows, from: part?.from ?? 0, beyond: part?.beyond ?? 0 },
    ...{ page: kept?.pages[0], error, isReading: isFetching, hasMore: paged.hasNextPage, show },
  };
}

/** Commands something; what is shown is read anew, also when it was refused: it may be old. */
export function useAct<T, I = void>(act: (input: I) => Promise<T>) {
  const readAnew = (): Promise<void> => queries.invalidateQueries({ predicate: isMoving });
  return useMutation<T, Error, I>({
    mutationFn: act,
    onSuccess: readAnew,
    onError: () => void readAnew(),
  });
}

/** Something that cannot be asked for; the message says why. */
export class Unable extends Error {}

/** The system's own words about what went wrong. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unable) return error.message;
  if (error instanceof Problem) return spokenText(error.document.detail);
  return 'The system does not answer. What you see may be old; it is tried again.';
}

/** Whether somebody has to sign in first. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

/** Whether this key may not see that. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Problem && error.status === 403;
}

/** Whether there is no such thing. */
export function isUnknown(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}
