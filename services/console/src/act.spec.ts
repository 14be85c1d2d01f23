import { jest } from '@jest/globals';
import { QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { client, queries, reasonOf, useAct } from './api.js';

describe('An act on what may be old by now', () => {
  const words = 'Somebody else has to decide about this order';
  const problem = { status: 409, code: 'hold.own_order', title: 'Conflict', detail: words };
  const release = () =>
    client.call('POST /v1/holds/{id}/release', { path: { id: 'h' }, body: { reason: 'known' } });
  let answer: () => Response;

  beforeEach(() => {
    jest.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(answer()));
    for (const read of ['GET /v1/work', 'GET /v1/session']) queries.setQueryData([read], {});
  });
  afterEach(() => {
    queries.clear();
    jest.restoreAllMocks();
  });

  /** The hook as a component has it. */
  const acting = () => {
    let given: ReturnType<typeof useAct<unknown>> | undefined;
    const Asking = () => ((given = useAct<unknown>(release)), null);
    renderToString(createElement(QueryClientProvider, { client: queries }, createElement(Asking)));
    if (!given) throw new Error('nothing was rendered');
    return given;
  };
  const isOld = (read: string) => queries.getQueryState([read])?.isInvalidated;

  it('says why it was refused in the words of the system, and all is read anew', async () => {
    const headers = { 'content-type': 'application/problem+json' };
    answer = () => new Response(JSON.stringify(problem), { status: 409, headers });
    const refusal = await acting().mutateAsync().catch(reasonOf);
    expect([refusal, isOld('GET /v1/work')]).toEqual([words, true]);
    expect(isOld('GET /v1/session')).toBe(false);
  });

  it('is done when all was read anew', async () => {
    answer = () => Response.json({ id: 'h', status: 'released' });
    expect(isOld('GET /v1/work')).toBe(false);
    expect(await acting().mutateAsync()).toMatchObject({ status: 'released' });
    expect(isOld('GET /v1/work')).toBe(true);
  });
});
