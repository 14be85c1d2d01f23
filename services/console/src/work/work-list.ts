import type { InputOf, WorkItemDto, WorkPageDto } from '@o2c/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client, type Rows } from '../api.js';

/** Work as far as it was read, and how much of each kind there is. */
export type WorkRows = Rows<WorkItemDto> & { readonly counts: WorkPageDto['counts'] };

/** What waits for a person, as whoever is signed in may see it. */
export function useWork(query: InputOf<'GET /v1/work'>['query']): WorkRows {
  const read = useInfiniteQuery({
    queryKey: ['GET /v1/work', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      client.call('GET /v1/work', { query: { limit: 100, ...query, after: pageParam } }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return {
    rows: useMemo(() => read.data?.pages.flatMap(({ items }) => items), [read.data]),
    counts: read.data?.pages[0]?.counts ?? {},
    error: read.error,
    hasMore: read.hasNextPage,
    isReading: read.isFetching,
    more: () => void read.fetchNextPage(),
  };
}

/** How much waits for a person in all. */
export function useWorkCount(): number {
  const { counts } = useWork({ limit: 1 });
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
