import type { Caller } from './caller.js';

export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Finds out who makes a request. */
export abstract class Authenticator {
  /** Throws DomainError `auth.missing`, `auth.invalid`; a change may need more than a question. */
  abstract authenticate(headers: RequestHeaders, method: string): Promise<Caller>;
}
