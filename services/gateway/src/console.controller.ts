import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { Public } from '@o2c/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsoleFiles, type ConsoleFile } from './console-files.js';

/** The console's own addresses: each answers the page, whose script shows what belongs there. */
const PAGES = [
  '',
  'work',
  'orders',
  'orders/:id',
  'customers',
  'customers/:id',
  'invoices',
  'cash',
  'cash/:id',
  'figures',
  'system',
];

/** Below these there is nothing for people, whatever their browser asks for. */
const OF_PROGRAMS = /^\/(v1|docs|health|internal|assets)([/?]|$)/;

/** Everything comes from here; nothing is run that was not built, nothing frames it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The operators' console: static files, and the same page at each of its addresses. */
@ApiExcludeController()
@Controller()
@Public()
export class ConsoleController {
  constructor(private readonly files: ConsoleFiles) {}

  @Get(PAGES)
  page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const page = this.files.at('index.html');
    if (!page) throw new DomainError('route.unknown', 'The console was not built: npm run build');
    void reply.header('content-security-policy', POLICY);
    return send(page, 'no-cache', request, reply);
  }

  /**
   * A mistyped address, opened by a person: the page says so, and leads back. A program is told so
   * in its own language. Throws DomainError `route.unknown`.
   */
  @Get('*')
  noPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const { url, headers } = request;
    if (OF_PROGRAMS.test(url) || !isForReading(headers.accept)) {
      throw new DomainError('route.unknown', `Cannot GET ${url}`);
    }
    return this.page(request, reply.status(404));
  }

  /** Their names change with their content, so that they may be kept for good. */
  @Get('assets/:name')
  asset(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): FastifyReply {
    const file = this.files.at(`assets/${name}`);
    if (!file) throw new DomainError('route.unknown', `No file ${name}`);
    return send(file, 'public, max-age=31536000, immutable', request, reply);
  }
}

function send(
  { body, type, etag, gzip }: ConsoleFile,
  cache: string,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  void reply.headers({ 'content-type': type, 'cache-control': cache, etag });
  void reply.header('vary', 'accept, accept-encoding');
  if (headers['if-none-match'] === etag && reply.statusCode === 200) {
    return reply.status(304).send();
  }
  const packed = /\bgzip\b/.test(headers['accept-encoding'] ?? '') ? gzip : undefined;
  if (packed) void reply.header('content-encoding', 'gzip');
  return reply.send(packed ?? body);
}

/** Browsers ask for a page above all where a person opens one; programs for JSON or anything. */
function isForReading(accept = ''): boolean {
  const weightOf = (type: string): number => {
    const range = accept.split(',').find((one) => one.trim().startsWith(type));
    return range === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(range)?.[1] ?? 1);
  };
  return weightOf('text/html') > weightOf('application/json');
}
