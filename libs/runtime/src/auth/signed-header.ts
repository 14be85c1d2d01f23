import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError, type Scope, SCOPES } from '@o2c/contracts';
import type { Clock } from '../clock.js';
import { Authenticator, type RequestHeaders } from './authenticator.js';
import type { Caller } from './caller.js';

/** Header in which the gateway tells a service who asks. */
export const CALLER_HEADER = 'x-caller';

const LIFETIME_MS = 60_000;

/** The header's value: caller and expiry, then a signature with the internal secret. */
export function signCaller(caller: Caller, secret: string, clock: Clock): string {
  const expires = clock.now().getTime() + LIFETIME_MS;
  const content = { ...caller, scopes: [...caller.scopes], exp: expires };
  const text = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${text}.${signature(text, secret).toString('base64url')}`;
}

/** For a service behind the gateway: believes what the gateway signed in the last minute. */
export class SignedHeaderAuthenticator extends Authenticator {
  constructor(
    private readonly secret: string,
    private readonly clock: Clock,
  ) {
    super();
  }

  async authenticate(headers: RequestHeaders): Promise<Caller> {
    return this.read(headers[CALLER_HEADER]);
  }

  private read(header: string | string[] | undefined): Caller {
    if (!header) throw new DomainError('auth.missing', 'Only the gateway may call this service');
    const [text = '', signed = ''] = String(header).split('.');
    if (!matches(signature(text, this.secret), Buffer.from(signed, 'base64url'))) throw invalid();
    const { exp, ...caller } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Signed;
    if (exp < this.clock.now().getTime()) throw invalid();
    return { ...caller, scopes: new Set(SCOPES.filter((scope) => caller.scopes.includes(scope))) };
  }
}

type Signed = Omit<Caller, 'scopes'> & { readonly scopes: readonly Scope[]; readonly exp: number };

function signature(text: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

function matches(ours: Buffer, theirs: Buffer): boolean {
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

function invalid(): DomainError {
  return new DomainError('auth.invalid', 'The caller is not vouched for by the gateway');
}
