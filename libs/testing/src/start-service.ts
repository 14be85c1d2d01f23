import type { Type } from '@nestjs/common';
import {
  Authenticator,
  Clock,
  createHttp,
  createLogger,
  databaseUrl,
  Health,
  newId,
  type Caller,
  type RequestHeaders,
} from '@o2c/runtime';
import {
  definitionOf,
  SCOPES,
  type AnyEvent,
  type DataOf,
  type EventOf,
  type EventType,
  type Scope,
} from '@o2c/contracts';
import {
  Audit,
  type AuditIdentity,
  Database,
  Platform,
  PlatformModule,
  ServiceHost,
} from '@o2c/messaging';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eventually } from './eventually.js';
import { TestBus } from './test-bus.js';
import { testServerUrl } from './test-server.js';

/** Whatever an answer holds: a test reads any field. */
export type Json = ReturnType<typeof JSON.parse>;

/** What a request came to. */
export type Answer = {
  readonly status: number;
  readonly body: Json;
  readonly headers: Record<string, unknown>;
  readonly bytes: Buffer;
};

/** A caller that a test can be: all scopes unless the headers name some. */
class TestAuthenticator extends Authenticator {
  authenticate(headers: RequestHeaders): Promise<Caller> {
    const scopes = headers['x-test-scopes'];
    const actor = String(headers['x-test-actor'] ?? 'tester');
    const names = typeof scopes === 'string' ? (scopes.split(',') as Scope[]) : SCOPES;
    return Promise.resolve({ key: actor, actor, scopes: new Set(names), unlimited: true });
  }
}

/** A service on a database of its own, with the test in place of all other services. */
export class TestService {
  private readonly sequences = new Map<string, number>();
  private readonly delivered: AnyEvent[] = [];
  private keys = 0;

  constructor(
    readonly app: NestFastifyApplication,
    readonly bus: TestBus,
    readonly clock: Clock,
    readonly database: Database,
    private readonly own: { readonly hosts: readonly ServiceHost[]; readonly databases: string },
  ) {}

  /** Another process of the service: the two share nothing but the database. */
  another(module: Type): Promise<TestService> {
    return startService(module, this.own.databases);
  }

  /** Delivers a fact as another service would, and waits for what follows from it. */
  async publishFact<T extends EventType>(type: T, data: DataOf<T>): Promise<EventOf<T>> {
    const [event] = await this.publishFacts(type, [data]);
    return event as EventOf<T>;
  }

  /** Delivers several facts of one type in one batch. */
  async publishFacts<T extends EventType>(
    type: T,
    many: readonly DataOf<T>[],
  ): Promise<readonly EventOf<T>[]> {
    const events = many.map((data) => this.event(type, data));
    await this.deliver(events as readonly AnyEvent[]);
    return events;
  }

  /** A fact that is not delivered yet, so that a test can let others overtake it. */
  event<T extends EventType>(type: T, data: DataOf<T>): EventOf<T> {
    const { source, subject } = definitionOf(type);
    const sequence = (this.sequences.get(source) ?? 0) + 1;
    this.sequences.set(source, sequence);
    const id = newId(this.clock);
    const time = this.clock.iso();
    return {
      id,
      source,
      type,
      subject: subject(data),
      sequence,
      time,
      data,
    } as unknown as EventOf<T>;
  }

  /** Delivers facts of one type, made with `event`. */
  async deliver(events: readonly AnyEvent[]): Promise<void> {
    this.delivered.push(...events);
    await this.bus.deliver(events);
    await this.settle();
  }

  /** Delivers every fact of the test once more: nothing may change. */
  async deliverTwice(): Promise<void> {
    const byType = Map.groupBy(this.delivered, (event) => event.type);
    for (const events of byType.values()) await this.bus.deliver(events);
    await this.settle();
  }

  /** What the service published, in order; of one type, if one is named. */
  facts(): readonly AnyEvent[];
  facts<T extends EventType>(type: T): readonly EventOf<T>[];
  facts(type?: EventType): readonly AnyEvent[] {
    return type ? this.bus.sent.filter((fact) => fact.type === type) : this.bus.sent;
  }

  /** Waits until no follow-up and no ready fact is left. */
  async settle(): Promise<void> {
    const isAtRest = async ({ database }: ServiceHost): Promise<void> => {
      const [row] = await database.read<{ left: number }>(LEFT);
      if (row?.left !== 0) throw new Error(`${row?.left} follow-ups or ready facts are left`);
      // The database knows of a commit a moment before the process that made it, and its bus.
      await database.turn(() => Promise.resolve());
    };
    await Promise.all(this.own.hosts.map((host) => eventually(() => isAtRest(host))));
  }

  /** Runs all jobs as of the clock. */
  async runJobs(): Promise<void> {
    for (const host of this.own.hosts) await host.runJobs();
    await this.settle();
  }

  /** The equations of the service's audit that do not hold. */
  async brokenIdentities(): Promise<readonly AuditIdentity[]> {
    const identities = await this.app.get(Audit, { strict: false }).identities();
    const isBroken = ({ left, right, firstBroken }: AuditIdentity): boolean =>
      left !== right || firstBroken !== undefined;
    return identities.filter(isBroken);
  }

  /** One request, without a network; a POST gets a fresh Idempotency-Key unless one is given. */
  async http(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const key = method === 'POST' ? { 'idempotency-key': `test-${++this.keys}` } : {};
    const response = await this.app.inject({
      method,
      url,
      headers: { ...key, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    const json = String(response.headers['content-type']).includes('json');
    return {
      status: response.statusCode,
      body: json ? JSON.parse(response.body) : response.body,
      headers: response.headers as Record<string, unknown>,
      bytes: response.rawPayload,
    };
  }

  async stop(): Promise<void> {
    await this.app.close();
  }
}

/** Starts a service's module on a database of the test server; on a fresh one, if none is named. */
export async function startService(
  module: Type,
  databases: string = freshDatabases(),
): Promise<TestService> {
  const clock = new Clock(true);
  const logger = createLogger({ service: 'test', level: process.env.TEST_LOG ?? 'silent' });
  const bus = new TestBus();
  const platform: Platform = {
    clock,
    logger,
    health: new Health(),
    bus,
    maxConnections: 8,
    databaseUrl: (service) => databaseUrl(testServerUrl(), databases, service),
  };
  const app = await createHttp(
    { module, imports: [PlatformModule.with(platform)] },
    { logger, clock, authenticator: new TestAuthenticator(), health: platform.health },
  );
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const hosts = app.get(ServiceHost, { strict: false, each: true });
  const database = app.get(Database, { strict: false });
  return new TestService(app, bus, clock, database, { hosts, databases });
}

/** What the names of databases start with that are not there yet. */
export function freshDatabases(): string {
  return `t${newId(new Clock()).replaceAll('-', '').slice(-16)}`;
}

const LEFT = `
  SELECT ((SELECT count(*) FROM follow_ups) +
          (SELECT count(*) FROM waiting WHERE ready))::int AS left`;
