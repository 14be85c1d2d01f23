import { context, propagation, type Span, SpanKind, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from '../logging.js';
import { tracer } from '../telemetry.js';

/** Nothing is run, framed or guessed from an answer of the API. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

/** The documentation is a page with scripts and styles of our own. */
const DOCS_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; " +
  "script-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/** Security headers and the request's id on every answer, also on errors. */
export function addHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(HEADERS).header('x-request-id', request.id);
    if (request.url.startsWith('/docs')) reply.header('content-security-policy', DOCS_POLICY);
    done();
  });
}

/** One line per request at level debug; slow ones and failures stand out, streams take long. */
export function logRequests(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { method, url, id } = request;
    const ms = Math.round(reply.elapsedTime);
    const isStream = reply.getHeader('content-type') === 'text/event-stream';
    const level = reply.statusCode >= 500 || (ms > 1_000 && !isStream) ? 'warn' : 'debug';
    logger[level]({ requestId: id, method, status: reply.statusCode, ms }, url);
    done();
  });
}

/** One span per request, part of the trace that the request names. */
export function traceRequests(server: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  // Not earlier: reading the body loses the context.
  server.addHook('preHandler', (request, _reply, done) => {
    const parent = propagation.extract(context.active(), request.headers);
    const name = `${request.method} ${request.routeOptions.url ?? ''}`;
    const attributes = { 'http.request.method': request.method, 'url.path': request.url };
    const span = tracer().startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
    spans.set(request, span);
    context.with(trace.setSpan(parent, span), done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    span?.end();
    done();
  });
}
