import type { InputOf, WorkItemDto, WorkPageDto } from '@o2c/client';
import { client, usePaged, type Rows } from '../api.js';

/** Work as far as it was read, and how much of each kind there is. */
export type WorkRows = Rows<WorkItemDto> & { readonly counts: WorkPageDto['counts'] };

/** What waits for a person, as whoever is signed in may see it. */
export function useWork(query: InputOf<'GET /v1/work'>['query']): WorkRows {
  const { page, ...rows } = usePaged<WorkItemDto, WorkPageDto>(['GET /v1/work', query], (after) =>
    client.call('GET /v1/work', { query: { limit: 100, ...query, after } }),
  );
  return { ...rows, counts: page?.counts ?? {} };
}

/** How much waits for a person in all. */
export function useWorkCount(): number {
  const { counts } = useWork({ limit: 1 });
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
