import type { FastifyInstance } from 'fastify';

const TICK_MS = 50;
const PATIENCE_MS = 3_000;

/** Closing waits for requests in progress, 3 seconds at most, and not for idle connections. */
export function closeInTime(server: FastifyInstance): void {
  let inProgress = 0;
  server.addHook('onRequest', (_request, _reply, done) => {
    inProgress++;
    done();
  });
  server.addHook('onResponse', (_request, _reply, done) => {
    inProgress--;
    done();
  });
  server.addHook('preClose', (done) => {
    let patienceMs = PATIENCE_MS;
    const timer = setInterval(() => {
      patienceMs -= TICK_MS;
      if (inProgress === 0 || patienceMs <= 0) server.server.closeAllConnections();
    }, TICK_MS);
    server.server.once('close', () => clearInterval(timer));
    timer.unref();
    done();
  });
}
