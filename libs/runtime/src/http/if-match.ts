import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import type { FastifyRequest } from 'fastify';
import { documented } from './idempotency.js';

/**
 * Handler parameter of PATCH and PUT: the version that the caller has seen. Throws DomainError
 * `precondition.required` without the header; whether it is still current, the domain decides.
 */
export const IfMatch: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext): number =>
    versionIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
  [
    documented(
      ApiHeader({
        name: 'If-Match',
        description: 'The ETag of the version that the change was made on',
        required: true,
      }),
    ),
  ],
);

function versionIn(header: string | undefined): number {
  if (!header) throw new DomainError('precondition.required', 'The header If-Match is required');
  const version = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw new DomainError('precondition.failed', 'If-Match is not an ETag that was given out');
}
