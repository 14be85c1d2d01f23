import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Scope } from '@o2c/contracts';
import type { FastifyRequest } from 'fastify';

/** Who makes a request: an API key and what it may do. */
export type Caller = {
  /** Id of the API key; idempotency keys belong to it. */
  readonly key: string;
  /** Name of the key, as it is written beside what it did. */
  readonly actor: string;
  readonly scopes: ReadonlySet<Scope>;
  /** No rate limit applies. */
  readonly unlimited: boolean;
};

/** Handler parameter: the caller, on every route that is not public. */
export const By: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => {
    const caller = callers.get(context.switchToHttp().getRequest<FastifyRequest>());
    if (!caller) throw new Error('@By() on a public route: there is no caller');
    return caller;
  },
);

/** Kept beside the request, where no header or body can reach. */
export function rememberCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

const callers = new WeakMap<FastifyRequest, Caller>();
