import { DomainError } from '@o2c/contracts';
import { problemAnswer } from '@o2c/runtime';
import type { FastifyInstance } from 'fastify';

/** Sheds requests beyond a bounded number at work, with 503 and Retry-After. */
export function installShedding(server: FastifyInstance, maxConcurrent: number): void {
  let atWork = 0;
  server.addHook('onRequest', (request, reply, done) => {
    if (atWork >= maxConcurrent && !request.url.startsWith('/health')) {
      const { status, headers, body } = problemAnswer(overloaded(), request);
      void reply.status(status).headers(headers).send(body);
      return;
    }
    atWork += 1;
    reply.raw.once('close', () => (atWork -= 1));
    done();
  });
}

function overloaded(): DomainError {
  const message = 'Too many requests are at work';
  return new DomainError('service.overloaded', message, [], { retryAfter: 1 });
}
