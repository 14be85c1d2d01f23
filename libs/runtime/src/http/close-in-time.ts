import { Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';

const TICK_MS = 50;
/** Requests in progress are waited for so long. */
const PATIENCE_TICKS = 60;
/** Ticks, not time: before each the process has read what lay in its sockets, however busy. */
const QUIET_TICKS = 5;

/**
 * Closing refuses new connections, waits for requests in progress, 3 seconds at most, and not for
 * idle connections or streams, which have no end. What comes meanwhile on an open connection is
 * answered too, and each answer tells its client to send nothing more on it.
 */
export function closeInTime(server: FastifyInstance): void {
  const inProgress = new Set<FastifyReply>();
  server.addHook('onRequest', (_request, reply, done) => {
    inProgress.add(reply);
    done();
  });
  server.addHook('onResponse', (_request, reply, done) => {
    inProgress.delete(reply);
    done();
  });
  server.addHook('preClose', async () => {
    if (!server.server.listening) return;
    // The close of an HTTP server would also cut off who is sending at this moment.
    Server.prototype.close.call(server.server);
    // Fastify tells those who come from now on.
    for (const reply of inProgress) if (!reply.sent) reply.header('connection', 'close');
    for (let tick = 0, quiet = 0; tick < PATIENCE_TICKS && quiet < QUIET_TICKS; tick++) {
      await pause(TICK_MS);
      const isQuiet = [...inProgress].every(({ raw }) => raw.headersSent);
      quiet = isQuiet ? quiet + 1 : 0;
    }
    server.server.closeAllConnections();
  });
}
