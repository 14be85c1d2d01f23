import { DomainError } from '@o2c/contracts';
import { problemOf } from '@o2c/runtime';
import type { FastifyInstance } from 'fastify';

/** Sheds requests beyond a bounded number at work, with 503 and Retry-After. */
export function installShedding(server: FastifyInstance, maxConcurrent: number): void {
  let atWork = 0;
  server.addHook('onRequest', (request, reply, done) => {
    if (atWork >= maxConcurrent && !request.url.startsWith('/health')) {
      const error = new DomainError('service.overloaded', 'Too many requests are at work');
      const problem = problemOf(error, request.url.split('?', 1)[0] ?? '', request.id);
      void reply
        .status(503)
        .headers({ 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '1' })
        .send(JSON.stringify(problem));
      return;
    }
    atWork += 1;
    reply.raw.once('close', () => (atWork -= 1));
    done();
  });
}
