import { DomainError } from '@o2c/contracts';
import type { Caller } from '@o2c/runtime';

/** Documents of the past carry their own dates: only callers with scope `history` may send them. */
export function checkHistory(
  caller: Caller,
  documents: readonly { readonly history?: boolean | undefined }[],
): void {
  if (caller.scopes.has('history') || !documents.some(({ history }) => history)) return;
  throw new DomainError('history.forbidden', 'Documents of the past need the scope history');
}
