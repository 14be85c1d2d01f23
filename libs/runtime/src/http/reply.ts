import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** What a command answers; stored as it is, so that a repeated request gets the same. */
export type Reply<T> = {
  readonly status: number;
  readonly body: T;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** This answer was given before, to the same Idempotency-Key. */
  readonly replayed?: boolean | undefined;
};

/** Turns a Reply into status, headers and body; anything with a `version` gets it as ETag. */
export class ReplyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((result: unknown) => this.send(result, response)));
  }

  private send(result: unknown, response: FastifyReply): unknown {
    const body = isReply(result) ? this.sendReply(result, response) : result;
    const version = versionOf(body);
    if (version !== undefined) response.header('etag', `"${version}"`);
    return body;
  }

  private sendReply(
    { status, body, headers, replayed }: Reply<unknown>,
    response: FastifyReply,
  ): unknown {
    response.status(status).headers({ ...headers });
    if (replayed) response.header('idempotent-replayed', 'true');
    return body;
  }
}

function isReply(value: unknown): value is Reply<unknown> {
  return isObject(value) && typeof value.status === 'number' && 'body' in value;
}

function versionOf(body: unknown): number | undefined {
  return isObject(body) && Number.isSafeInteger(body.version) ? Number(body.version) : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
