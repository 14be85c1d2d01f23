import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AuthGuard } from '../auth/auth-guard.js';
import { Authenticator } from '../auth/authenticator.js';
import { checkAccess } from '../auth/check-access.js';
import { type Clock, newId } from '../clock.js';
import type { Health } from '../health.js';
import { type Logger, NestLogger } from '../logging.js';
import { RuntimeModule } from '../runtime.module.js';
import { closeInTime } from './close-in-time.js';
import { addHeaders, logRequests, traceRequests } from './hooks.js';
import { acceptJsonOnly } from './json-body.js';
import { answerTo, ProblemFilter } from './problem-filter.js';
import { ReplyInterceptor } from './reply.js';
import { shapePipe } from './shape-pipe.js';

export type HttpOptions = {
  readonly logger: Logger;
  readonly clock: Clock;
  /** Without it, the module's own provider of `Authenticator` is used. */
  readonly authenticator?: Authenticator | undefined;
  readonly health?: Health | undefined;
  /** Largest body in bytes; default 2 MiB. */
  readonly bodyLimit?: number | undefined;
};

/**
 * The HTTP side of a process: Nest on Fastify with problem documents, shape checks, access checks,
 * security headers, request ids, traces and `/health`. `Clock` and `Health` can be injected
 * everywhere below it. Throws when a handler says neither `@Requires` nor `@Public`.
 */
export async function createHttp(
  module: Type | DynamicModule,
  options: HttpOptions,
): Promise<NestFastifyApplication> {
  const { logger, clock, health } = options;
  const app = await NestFactory.create<NestFastifyApplication>(
    RuntimeModule.with({ clock, health, module }),
    new FastifyAdapter(serverOptions(options)),
    { logger: new NestLogger(logger), abortOnError: false, bodyParser: false },
  );
  const authenticator = options.authenticator ?? app.get<Authenticator>(Authenticator, anywhere);
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalGuards(new AuthGuard(app.get(Reflector), authenticator));
  app.useGlobalPipes(shapePipe);
  app.useGlobalInterceptors(new ReplyInterceptor());
  checkAccess(app);
  prepare(app.getHttpAdapter().getInstance(), logger);
  return app;
}

const anywhere = { strict: false };

type ServerOptions = NonNullable<ConstructorParameters<typeof FastifyAdapter>[0]>;

function serverOptions({ clock, logger, bodyLimit }: HttpOptions): ServerOptions {
  return {
    bodyLimit: bodyLimit ?? 2 * 1024 * 1024,
    trustProxy: false,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    genReqId: ({ headers }) => givenId(headers['x-request-id']) ?? newId(clock),
    frameworkErrors: (error, request, reply) => {
      const answer = answerTo(error, request, logger);
      const response = reply as unknown as FastifyReply;
      void response.code(answer.status).headers(answer.headers).send(answer.body);
    },
  };
}

function prepare(server: FastifyInstance, logger: Logger): void {
  acceptJsonOnly(server);
  addHeaders(server);
  traceRequests(server);
  logRequests(server, logger);
  closeInTime(server);
}

function givenId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w.:-]{1,128}$/.test(header) ? header : undefined;
}
