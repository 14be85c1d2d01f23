import { createHash } from 'node:crypto';
import { type BatchReply, type BatchResult, type Client, pause, Problem } from '@o2c/client';

const TRIES = 20;

/** The same content has the same key, in every run: it takes effect once. */
export function contentKey(path: string, content: object, attempt = 1): string {
  return createHash('sha256')
    .update(JSON.stringify([path, content, attempt]))
    .digest('hex');
}

/** Posts something unless it is there; `taken` is the code that says that it is. */
export async function ensure(
  client: Client,
  path: string,
  body: object,
  taken: string,
): Promise<void> {
  try {
    await client.post(path, body, contentKey(path, body));
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== taken) throw error;
  }
}

/**
 * Posts a batch; answers one result per request, in their order. What was refused in an earlier
 * run is asked anew, for its cause may be gone; so is what names something that is on its way.
 */
export async function postBatch<T>(
  client: Client,
  path: string,
  field: string,
  requests: readonly object[],
): Promise<readonly BatchResult<T>[]> {
  const results = new Map<object, BatchResult<T>>();
  let open = requests;
  for (let attempt = 1; open.length > 0 && attempt <= TRIES; attempt++) {
    const body = { [field]: open };
    const key = contentKey(path, body, attempt);
    const { body: reply, replayed } = await client.postAnswer<BatchReply<T>>(path, body, key);
    open.forEach((request, index) => {
      const result = reply.results[index];
      if (result) results.set(request, result);
    });
    open = open.filter((request) => isOpen(results.get(request), replayed));
    if (!replayed && open.length > 0) await pause(Math.min(100 * attempt, 2_000));
  }
  return requests.map((request) => {
    const result = results.get(request);
    if (!result) throw new Error(`${path} did not answer each request`);
    return result;
  });
}

/** Parts of a list, each of the same size but the last. */
export function chunksOf<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

function isOpen(result: BatchResult<unknown> | undefined, replayed: boolean): boolean {
  return result?.problem !== undefined && (replayed || result.problem.code === 'reference.unknown');
}
