import type { SessionDto } from '@o2c/client';
import { createContext, type ReactNode, use, useEffect } from 'react';
import { isSignedOut, queries, useAnswer } from './api.js';
import { follow } from './live.js';
import { Failure, Loading } from './parts/states.js';
import { SignIn } from './sign-in.js';

/** A right that a key can carry. */
export type Scope = SessionDto['scopes'][number];

const Who = createContext<SessionDto>({ name: '', scopes: [] });

/** Who is signed in. */
export function useWho(): SessionDto {
  return use(Who);
}

/** Whether whoever is signed in may do that. */
export function useMay(...scopes: SessionDto['scopes']): boolean {
  const { scopes: mine } = useWho();
  return scopes.every((scope) => mine.includes(scope));
}

/** What of these rights the key lacks, in words; undefined when it has them all. */
export function useLack(...scopes: SessionDto['scopes']): string | undefined {
  const { scopes: mine } = useWho();
  const lacking = scopes.filter((scope) => !mine.includes(scope));
  if (lacking.length === 0) return undefined;
  return `This key lacks the scope${lacking.length === 1 ? '' : 's'} ${lacking.join(' and ')}`;
}

/** Shows the pages to who is signed in, else the way in. */
export function Session({ children }: { readonly children: ReactNode }) {
  const { data, error } = useAnswer('GET /v1/session');
  if (isSignedOut(error)) return <SignIn />;
  if (!data) return error ? <Failure error={error} /> : <Loading />;
  return (
    <Who value={data}>
      <Following />
      {children}
    </Who>
  );
}

/** A session that ended elsewhere shows at the next refusal. */
queries.getQueryCache().subscribe(({ type, query }) => {
  if (type !== 'updated' || query.queryKey[0] === 'GET /v1/session') return;
  if (isSignedOut(query.state.error)) {
    void queries.invalidateQueries({ queryKey: ['GET /v1/session'] });
  }
});

function Following() {
  useEffect(follow, []);
  return null;
}
