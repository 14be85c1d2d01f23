import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { DomainError, type Scope } from '@o2c/contracts';
import type { FastifyRequest } from 'fastify';
import { type Access, ACCESS } from './access.js';
import type { Authenticator } from './authenticator.js';
import { type Caller, rememberCaller } from './caller.js';

/** Lets a request through to its handler when the caller is known and has the scopes. */
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.accessOf(context);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.authenticator.authenticate(request.headers, request.method);
    rememberCaller(request, caller);
    demand(caller, access);
    return true;
  }

  /** A handler that says nothing is closed; the start refuses it anyway. */
  private accessOf(context: ExecutionContext): Access {
    const places = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, places);
    if (access === undefined) throw new Error('A handler needs @Requires or @Public');
    return access;
  }
}

function demand(caller: Caller, scopes: readonly Scope[]): void {
  const missing = scopes.filter((scope) => !caller.scopes.has(scope));
  if (missing.length === 0) return;
  throw new DomainError('auth.forbidden', `This key lacks the scope ${missing.join(', ')}`);
}
