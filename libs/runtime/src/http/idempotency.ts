import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import type { FastifyRequest } from 'fastify';

/** Which request this is: the same key on the same route with the same body is the same request. */
export type IdempotencyKey = {
  readonly key: string;
  /** Method, route pattern and path parameters. */
  readonly route: string;
  /** SHA-256 of the body, whatever the order of its fields. */
  readonly hash: string;
};

/** Handler parameter of every POST. Throws DomainError when the header is missing or too long. */
export const Idempotency: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotencyKey => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return { key: keyOf(request), route: routeOf(request), hash: hashOf(request.body) };
  },
  [
    documented(
      ApiHeader({
        name: 'Idempotency-Key',
        description: 'The same key and body get the first answer again, for 7 days',
        required: true,
        schema: { type: 'string', maxLength: 255 },
      }),
    ),
  ],
);

/** SHA-256 of a JSON value, whatever the order of its fields. */
export function hashOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(body)) ?? '')
    .digest('hex');
}

/** Documents a header or query parameter wherever the parameter decorator is used. */
export function documented(decorator: MethodDecorator): ParameterDecorator {
  return (target, name) => {
    if (name === undefined) return;
    const handler = Object.getOwnPropertyDescriptor(target, name);
    if (handler) decorator(target, name, handler);
  };
}

const MISSING =
  'POST needs the header Idempotency-Key: any text, another for each request that is not a repeat';

function keyOf({ headers }: FastifyRequest): string {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key.trim() === '') {
    throw new DomainError('idempotency.key_missing', MISSING);
  }
  if (key.length <= 255) return key;
  throw new DomainError('idempotency.key_invalid', 'Idempotency-Key has at most 255 characters');
}

function routeOf({ method, routeOptions, params }: FastifyRequest): string {
  const values = Object.entries(params as object).map(([name, value]) => ` ${name}=${value}`);
  return `${method} ${routeOptions.url}${values.join('')}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, item]) => [name, sorted(item)]);
}
