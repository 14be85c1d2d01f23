import { DomainError } from '@o2c/contracts';
import { problemAnswer } from '@o2c/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Admission } from './admission.js';

/**
 * Sheds requests with 503 and Retry-After: all beyond a bounded number at work, and new orders that
 * the admission does not take. What goes on with an order that was taken is not turned away.
 */
export function installShedding(
  server: FastifyInstance,
  maxConcurrent: number,
  admission: Admission,
): void {
  let atWork = 0;
  server.addHook('onRequest', (request, reply, done) => {
    const refusal = refusalOf(request, atWork >= maxConcurrent, admission);
    if (refusal) {
      const { status, headers, body } = problemAnswer(refusal, request);
      void reply.status(status).headers(headers).send(body);
      return;
    }
    atWork += 1;
    reply.raw.once('close', () => (atWork -= 1));
    done();
  });
}

function refusalOf(
  request: FastifyRequest,
  isFull: boolean,
  admission: Admission,
): DomainError | undefined {
  if (isFull && !request.url.startsWith('/health')) {
    return overloaded('Too many requests are at work', 1);
  }
  if (isNewOrder(request) && !admission.admits()) {
    return overloaded('More orders come than can be handled in time', 2);
  }
  return undefined;
}

function isNewOrder({ method, url }: FastifyRequest): boolean {
  return method === 'POST' && /^\/v1\/orders(\/batch)?(\?|$)/.test(url);
}

function overloaded(message: string, retryAfter: number): DomainError {
  return new DomainError('service.overloaded', message, [], { retryAfter });
}
