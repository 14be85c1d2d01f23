import { Injectable } from '@nestjs/common';
import { DomainError } from '@o2c/contracts';
import {
  Authenticator,
  Clock,
  SignedHeaderAuthenticator,
  type Caller,
  type RequestHeaders,
} from '@o2c/runtime';
import { ApiKeys, type ApiKey } from './api-keys.store.js';
import { GatewaySettings } from './gateway-settings.js';
import { RateLimiter } from './rate-limiter.js';

/** How long a key is believed without asking the database: the time a revocation may take. */
const BELIEVED_MILLISECONDS = 2_000;

type Known = { readonly key: ApiKey; readonly caller: Caller; readonly until: number };

/** Knows callers by their API key, and limits their rate. */
@Injectable()
export class ApiKeyAuthenticator extends Authenticator {
  private readonly known = new Map<string, Known>();
  private readonly limiter: RateLimiter;
  private readonly inner: SignedHeaderAuthenticator;

  constructor(
    private readonly keys: ApiKeys,
    private readonly clock: Clock,
    settings: GatewaySettings,
  ) {
    super();
    this.limiter = new RateLimiter(settings.requestsPerSecond);
    this.inner = new SignedHeaderAuthenticator(settings.internalSecret, clock);
  }

  /** Also believes the gateway's own signature, with which it asks the services behind it. */
  async authenticate(headers: RequestHeaders): Promise<Caller> {
    if (headers['x-caller'] !== undefined) return this.inner.authenticate(headers);
    const known = await this.find(bearer(headers.authorization));
    const { expiresAt, revokedAt } = known.key;
    if (revokedAt) throw new DomainError('auth.invalid', 'This API key was revoked');
    if (expiresAt && expiresAt <= this.clock.now()) {
      throw new DomainError('auth.invalid', 'This API key has expired');
    }
    if (!known.caller.unlimited) this.limiter.take(known.key.id, performance.now());
    return known.caller;
  }

  /** A key was changed here: it is read anew at once. */
  forget(): void {
    this.known.clear();
  }

  private async find(text: string): Promise<Known> {
    const now = performance.now();
    const known = this.known.get(text);
    if (known && known.until > now) return known;
    const key = await this.keys.findByText(text);
    if (!key) throw new DomainError('auth.invalid', 'This API key is not known here');
    const { id, name, scopes, unlimited } = key;
    const caller = { key: id, actor: name, scopes: new Set(scopes), unlimited };
    const found = { key, caller, until: now + BELIEVED_MILLISECONDS };
    this.known.set(text, found);
    return found;
  }
}

function bearer(header: string | string[] | undefined): string {
  const [, text] = /^Bearer (\S{1,200})$/i.exec(String(header ?? '')) ?? [];
  if (text === undefined) {
    throw new DomainError('auth.missing', 'Send an API key: Authorization: Bearer …');
  }
  return text;
}
