import {
  CALLER_HEADER,
  problemAnswer,
  signCaller,
  type Authenticator,
  type Clock,
} from '@o2c/runtime';
import { DomainError } from '@o2c/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Pool } from 'undici';
import { isStream, serviceOf } from './routes.js';

/** What the proxy needs to know. */
export type ProxyOptions = {
  readonly addresses: Readonly<Record<string, string>>;
  readonly authenticator: Authenticator;
  readonly secret: string;
  readonly clock: Clock;
};

/** Headers that belong to one hop, or that only the gateway may say. */
const NOT_PASSED_ON = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'host',
  'authorization',
  'cookie',
  CALLER_HEADER,
];

/**
 * Passes each request for another service on to it, with the caller in a short-lived signed
 * header, before the gateway's own handlers see it. Bodies stream through.
 */
export function installProxy(server: FastifyInstance, options: ProxyOptions): () => Promise<void> {
  const pools = poolsTo(options.addresses, { connections: 64, pipelining: 1 });
  // Streams stay open: they must not take the connections of requests.
  const streams = poolsTo(options.addresses, { connections: null, pipelining: 1 });
  server.addHook('onRequest', async (request, reply) => {
    const service = serviceOf(request.url);
    const kind = isStream(request.url) ? streams : pools;
    const pool = service === undefined ? undefined : kind.get(service);
    if (!pool) return;
    await passOn(pool, request, reply, options).catch((error: unknown) =>
      refuse(error, request, reply),
    );
    // Whose reader has gone counts as answered too: no other handler is to see it.
    if (!reply.sent) reply.hijack();
  });
  return async () => {
    await Promise.all([...streams.values()].map((pool) => pool.destroy()));
    await Promise.all([...pools.values()].map((pool) => pool.close()));
  };
}

function poolsTo(addresses: ProxyOptions['addresses'], options: Pool.Options): Map<string, Pool> {
  const entries = Object.entries(addresses);
  return new Map(entries.map(([service, address]) => [service, new Pool(address, options)]));
}

async function passOn(
  pool: Pool,
  request: FastifyRequest,
  reply: FastifyReply,
  { authenticator, secret, clock }: ProxyOptions,
): Promise<void> {
  const caller = await authenticator.authenticate(request.headers, request.method);
  const headers = Object.entries(request.headers).filter(([name]) => !NOT_PASSED_ON.includes(name));
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const response = await pool.request({
    method: request.method as 'GET',
    path: request.url,
    headers: {
      ...Object.fromEntries(headers),
      [CALLER_HEADER]: signCaller(caller, secret, clock),
      'x-request-id': request.id,
    } as Record<string, string>,
    body: hasBody ? request.raw : null,
  });
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && !NOT_PASSED_ON.includes(name)) void reply.header(name, value);
  }
  await reply.status(response.statusCode).send(response.body);
}

/** A service that does not answer is a 503, never a 500. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = error instanceof DomainError ? error : unavailable();
  const { status, headers, body } = problemAnswer(known, request);
  return reply.status(status).headers(headers).send(body);
}

function unavailable(): DomainError {
  const message = 'The service does not answer; try again';
  return new DomainError('service.unavailable', message, [], { retryAfter: 1 });
}
