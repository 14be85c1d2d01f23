import { Injectable } from '@nestjs/common';
import { DomainError } from '@o2c/contracts';
import {
  Authenticator,
  CALLER_HEADER,
  Clock,
  SignedHeaderAuthenticator,
  type Caller,
  type RequestHeaders,
} from '@o2c/runtime';
import { ApiKeys, type ApiKey } from './api-keys.store.js';
import { GatewaySettings } from './gateway-settings.js';
import { RateLimiter } from './rate-limiter.js';
import { SESSION_HEADER, sessionIn } from './session-cookie.js';
import { Sessions } from './sessions.store.js';

/** How long a key is believed without asking the database: the time a revocation may take. */
const BELIEVED_MILLISECONDS = 2_000;

/** Keys and sessions remembered at once. */
const MOST_KNOWN = 10_000;

/** A key that may be used, and whom it makes of its bearer. */
export type Known = { readonly key: ApiKey; readonly caller: Caller; readonly until: number };

/** Knows callers by their API key or their session, and limits the rate of each key. */
@Injectable()
export class ApiKeyAuthenticator extends Authenticator {
  private readonly known = new Map<string, Known>();
  private readonly limiter: RateLimiter;
  private readonly inner: SignedHeaderAuthenticator;

  constructor(
    private readonly keys: ApiKeys,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    settings: GatewaySettings,
  ) {
    super();
    this.limiter = new RateLimiter(settings.requestsPerSecond);
    this.inner = new SignedHeaderAuthenticator(settings.internalSecret, clock);
  }

  /** Also believes the gateway's own signature, with which it asks the services behind it. */
  async authenticate(headers: RequestHeaders, method: string): Promise<Caller> {
    if (headers[CALLER_HEADER] !== undefined) return this.inner.authenticate(headers);
    const session = headers.authorization === undefined ? sessionIn(headers) : undefined;
    if (session !== undefined) refuseForged(headers, method);
    const known = await (session === undefined
      ? this.keyNamed(bearer(headers.authorization))
      : this.keyOfSession(session));
    if (!known.caller.unlimited) this.limiter.take(known.key.id, performance.now());
    return known.caller;
  }

  /** The key with this text. Throws DomainError `auth.invalid` when it is of no use. */
  async keyNamed(text: string): Promise<Known> {
    const known = await this.find(`key ${text}`, () => this.keys.findByText(text));
    if (!known) throw new DomainError('auth.invalid', 'This API key is not known here');
    return known;
  }

  /** A key was changed here: it is read anew at once. */
  forget(): void {
    this.known.clear();
  }

  private async keyOfSession(text: string): Promise<Known> {
    const known = await this.find(`session ${text}`, async () => {
      const id = await this.sessions.keyOf(text);
      return id === undefined ? undefined : this.keys.findById(id);
    });
    if (!known) throw new DomainError('auth.invalid', 'This session has ended: sign in again');
    return known;
  }

  private async find(name: string, read: () => Promise<ApiKey | undefined>) {
    const now = performance.now();
    const known = this.known.get(name);
    if (known && known.until > now) return this.refuseEnded(known);
    const key = await read();
    if (!key) return undefined;
    const { id, name: actor, scopes, unlimited } = key;
    const caller = { key: id, actor, scopes: new Set(scopes), unlimited };
    const found = { key, caller, until: now + BELIEVED_MILLISECONDS };
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(name, found);
    return this.refuseEnded(found);
  }

  private refuseEnded(known: Known): Known {
    const { expiresAt, revokedAt } = known.key;
    if (revokedAt) throw new DomainError('auth.invalid', 'This API key was revoked');
    if (expiresAt && expiresAt <= this.clock.now()) {
      throw new DomainError('auth.invalid', 'This API key has expired');
    }
    return known;
  }
}

/** A cookie comes by itself, also with what another page makes the browser send. */
function refuseForged(headers: RequestHeaders, method: string): void {
  if (method === 'GET' || method === 'HEAD' || headers[SESSION_HEADER] !== undefined) return;
  throw new DomainError('session.forged', `A change in a session needs the header X-Session`);
}

function bearer(header: string | string[] | undefined): string {
  const [, text] = /^Bearer (\S{1,200})$/i.exec(String(header ?? '')) ?? [];
  if (text === undefined) {
    throw new DomainError('auth.missing', 'Send an API key: Authorization: Bearer …; or sign in');
  }
  return text;
}
