import type { ReactNode } from 'react';
import { isForbidden, isUnknown, reasonOf } from '../api.js';
import { useWho } from '../session.js';

/** What is asked for is on its way: the place it will take, without words that jump. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  return (
    <div className="loading" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className="bone" />
      ))}
    </div>
  );
}

/** Nothing is there, and that is fine, or what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="notice">
      <strong>{title}</strong>
      {children && <p>{children}</p>}
    </div>
  );
}

/** Why something cannot be shown: no right to it, no such thing, or no answer. */
export function Failure({ error }: { readonly error: unknown }) {
  if (isForbidden(error)) return <NoRight reason={reasonOf(error)} />;
  return (
    <div className="notice" data-mood={isUnknown(error) ? undefined : 'bad'} role="alert">
      <strong>{isUnknown(error) ? 'Nothing here' : 'This could not be read'}</strong>
      <p>{reasonOf(error)}</p>
    </div>
  );
}

/** The key does not carry the right; who could give it is named. */
export function NoRight({ reason }: { readonly reason: string }) {
  const { name } = useWho();
  return (
    <div className="notice">
      <strong>Not for this key</strong>
      <p>
        {reason}. You are signed in as “{name}”; an administrator can make a key with more rights.
      </p>
    </div>
  );
}

/** What was asked for, once it is there, or why it is not. */
export type Answer<T> = { readonly data: T | undefined; readonly error: unknown };

/**
 * One answer's faces: on its way, failed, there, or not for this key. What was read before stays in
 * sight; that there is nothing is said only of what was read.
 */
export function Shown<T>({
  answer,
  lack,
  children,
}: {
  readonly answer: Answer<T>;
  /** What the key lacks for it, see `useLack`. */
  readonly lack?: string | undefined;
  readonly children: (data: T) => ReactNode;
}) {
  const { data, error } = answer;
  if (lack) return <NoRight reason={lack} />;
  if (data === undefined || isForbidden(error))
    return error ? <Failure error={error} /> : <Loading />;
  return children(data);
}
