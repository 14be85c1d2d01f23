import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { DomainError, type ErrorCode, type FieldError, type Scope } from '@o2c/contracts';
import { CALLER_HEADER, Clock, signCaller, type Caller } from '@o2c/runtime';
import type { ServiceName } from '@o2c/messaging';
import { request } from 'undici';

/** The services behind the gateway. */
export const SERVICES = [
  'orders',
  'credit',
  'inventory',
  'shipping',
  'billing',
  'receivables',
  'analytics',
  'gateway',
] as const satisfies readonly ServiceName[];

/** A question to the inner surface of a service, `/internal/<service>/<path>`. */
export type Question = {
  readonly service: ServiceName;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly caller: Caller;
  readonly body?: object;
};

/** The gateway asks in its own name, for a caller whose rights it has checked itself. */
export function inOwnName(caller: Caller): Caller {
  return { ...caller, scopes: new Set<Scope>(['operations']) };
}

/** Asks services for what the gateway joins. A problem of theirs is thrown as DomainError. */
export abstract class Peers {
  /** All services are in this process, so that a question costs next to nothing. */
  abstract readonly areHere: boolean;

  abstract ask<T>(question: Question): Promise<T>;
}

/** All services in this process: no network in between. */
export class LocalPeers extends Peers {
  readonly areHere = true;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly secret: string,
    private readonly clock: Clock,
  ) {
    super();
  }

  async ask<T>({ service, method, path, caller, body }: Question): Promise<T> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    const response = await server.inject({
      method,
      url: `/internal/${service}/${path}`,
      headers: { [CALLER_HEADER]: signCaller(caller, this.secret, this.clock) },
      ...(body === undefined ? {} : { payload: body }),
    });
    return answerOf<T>(response.statusCode, response.json());
  }
}

/** A process per service, at these addresses; who has none is in this process. */
export class RemotePeers extends Peers {
  readonly areHere = false;

  constructor(
    private readonly addresses: Readonly<Record<string, string>>,
    private readonly local: LocalPeers,
    private readonly secret: string,
    private readonly clock: Clock,
  ) {
    super();
  }

  async ask<T>(question: Question): Promise<T> {
    const { service, method, path, caller, body } = question;
    const address = this.addresses[service];
    if (address === undefined) return this.local.ask<T>(question);
    const response = await request(`${address}/internal/${service}/${path}`, {
      method,
      headers: {
        [CALLER_HEADER]: signCaller(caller, this.secret, this.clock),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return answerOf<T>(response.statusCode, await response.body.json());
  }
}

type ProblemBody = { code: ErrorCode; detail: string; errors?: readonly FieldError[] };

function answerOf<T>(status: number, body: unknown): T {
  if (status < 400) return body as T;
  const { code, detail, errors } = body as ProblemBody;
  throw new DomainError(code, detail, errors);
}
