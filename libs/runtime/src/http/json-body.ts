import type { FastifyInstance, FastifyRequest } from 'fastify';
import { malformed } from './shape-pipe.js';

const MAX_DEPTH = 32;

/** Bodies are JSON or nothing; anything else is 415. `__proto__` and deep nesting are refused. */
export function acceptJsonOnly(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    /^application\/([\w.-]+\+)?json\b/,
    { parseAs: 'string' },
    (request: FastifyRequest, text: string, done) => {
      if (text === '') return done(null, undefined);
      return parse(request, text, (error, body: unknown) => {
        if (error) return done(malformed([fault(reasonOf(text))]));
        if (isDeeperThan(MAX_DEPTH, body)) return done(malformed([fault('The body is too deep')]));
        return done(null, body);
      });
    },
  );
}

/** Why a text was refused; the parser says where. */
function reasonOf(text: string): string {
  try {
    JSON.parse(text);
    return 'The body names __proto__ or constructor';
  } catch (error) {
    return `The body is not JSON: ${String((error as Error).message)}`;
  }
}

function fault(message: string) {
  return { code: 'body.malformed', path: '', message };
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(levels - 1, item));
}
