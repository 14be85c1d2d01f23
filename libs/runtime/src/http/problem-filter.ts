import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { DomainError } from '@o2c/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logging.js';
import { type Problem, problemOf, PROBLEM_TYPE } from './problem.js';

/** Answers every error as a problem document; ours are logged, those of callers are not. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<FastifyReply>();
    const answer = answerTo(error, http.getRequest<FastifyRequest>(), this.logger);
    if (response.sent) return;
    void response.code(answer.status).headers(answer.headers).send(answer.body);
  }
}

type Answer = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
};

/** The answer to an error, also to one that came up before any handler was found. */
export function answerTo(
  error: unknown,
  { url, id, method }: Pick<FastifyRequest, 'url' | 'id' | 'method'>,
  logger: Logger,
): Answer {
  const answer = problemAnswer(error, { url, id });
  if (answer.status >= 500) logger.error({ err: error, requestId: id, method }, pathOf(url));
  return answer;
}

/** The same without a word in the log, for errors that come in crowds. */
export function problemAnswer(
  error: unknown,
  { url, id }: Pick<FastifyRequest, 'url' | 'id'>,
): Answer {
  const problem = problemOf(error, pathOf(url), id);
  const headers = { ...headersOf(problem), ...(wasGivenBefore(error) && REPLAYED) };
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

/** A refusal is stored under its Idempotency-Key like any answer. */
function wasGivenBefore(error: unknown): boolean {
  return error instanceof DomainError && error.replayed;
}

const REPLAYED = { 'idempotent-replayed': 'true' };

function headersOf({ status, retryAfter }: Problem): Record<string, string> {
  return {
    'content-type': PROBLEM_TYPE,
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(typeof retryAfter === 'number' && { 'retry-after': String(retryAfter) }),
  };
}
