import { type AnswerOf, type Inputs, type OperationName, type Query, urlOf } from './operation.js';
import { isWorthRetrying, pause, pauseBefore } from './patience.js';
import { problemOf } from './problem.js';
import type { Page } from './shapes.js';

/** Where the system is, and who asks. */
export type ClientOptions = {
  /** Its address, e.g. `http://localhost:3000`. */
  readonly url: string;
  /** An API key. A page in a browser has none: it sends the cookie of its session. */
  readonly key?: string;
  /** How long a request is tried again while the system is away or busy; default 30,000 ms. */
  readonly patience?: number | undefined;
};

/** What a request was answered. */
export type Answer<T> = {
  readonly status: number;
  readonly body: T;
  /** The same request came before, and this is what it was answered then. */
  readonly replayed: boolean;
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Input = {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Query;
  readonly body?: object;
  readonly version?: number;
  readonly idempotencyKey?: string;
};
type Sending = { readonly body?: object; readonly headers?: Readonly<Record<string, string>> };

/**
 * Calls the REST API. A request that meets a busy or absent system (429, 503, no connection) is
 * sent again, a POST with the same Idempotency-Key, so that it takes effect once.
 * Everything else that is no success throws `Problem`.
 */
export class Client {
  private readonly patience: number;

  constructor(private readonly options: ClientOptions) {
    this.patience = options.patience ?? 30_000;
  }

  /** Calls an operation of the OpenAPI document; parameters, body and answer have its types. */
  async call<N extends OperationName>(name: N, ...inputs: Inputs<N>): Promise<AnswerOf<N>> {
    const [method, template] = name.split(' ') as [Method, string];
    const { path, query, body, version, idempotencyKey = newKey() } = (inputs[0] ?? {}) as Input;
    const headers = {
      ...(method === 'POST' && keyed(idempotencyKey)),
      ...(version !== undefined && seen(version)),
    };
    const url = urlOf(template, path ?? {}, query ?? {});
    const sending = { headers, ...(body ? { body } : method === 'POST' ? { body: {} } : {}) };
    return (await this.send<AnswerOf<N>>(method, url, sending)).body;
  }

  /** Reads one thing. */
  async get<T>(path: string, query: Query = {}): Promise<T> {
    return (await this.send<T>('GET', urlOf(path, {}, query))).body;
  }

  /** Commands something; without a key of the caller's, each call is a request of its own. */
  async post<T>(path: string, body: object = {}, idempotencyKey = newKey()): Promise<T> {
    return (await this.send<T>('POST', path, { body, headers: keyed(idempotencyKey) })).body;
  }

  /** As `post`, and tells what else was answered. */
  postAnswer<T>(path: string, body: object, idempotencyKey = newKey()): Promise<Answer<T>> {
    return this.send<T>('POST', path, { body, headers: keyed(idempotencyKey) });
  }

  /** Replaces something whose version the caller has seen. */
  async put<T>(path: string, body: object, version: number): Promise<T> {
    return (await this.send<T>('PUT', path, { body, headers: seen(version) })).body;
  }

  /** Changes something whose version the caller has seen. */
  async patch<T>(path: string, body: object, version: number): Promise<T> {
    return (await this.send<T>('PATCH', path, { body, headers: seen(version) })).body;
  }

  /** The pages of a list, one request each, as they are asked for. */
  async *pages<T>(path: string, query: Query = {}): AsyncGenerator<readonly T[], void> {
    let after: string | undefined;
    do {
      const page: Page<T> = await this.get(path, { limit: 200, ...query, after });
      yield page.items;
      after = page.next ?? undefined;
    } while (after !== undefined);
  }

  /** Everything that a list holds. */
  async all<T>(path: string, query: Query = {}): Promise<T[]> {
    const items: T[] = [];
    for await (const page of this.pages<T>(path, query)) items.push(...page);
    return items;
  }

  private async send<T>(method: Method, path: string, sending: Sending = {}): Promise<Answer<T>> {
    const end = performance.now() + this.patience;
    for (let attempt = 1; ; attempt++) {
      const response = await this.tried(method, path, sending).catch((error: unknown) => {
        if (performance.now() > end)
          throw new Error(`${this.options.url} does not answer`, { cause: error });
      });
      if (response?.ok) return answerOf<T>(response);
      if (response) await this.giveUpUnless(response, `${method} ${path}`, end);
      await pause(pauseBefore(attempt, response?.headers.get('retry-after') ?? null));
    }
  }

  /** Throws the problem of a response unless it may go away by itself. */
  private async giveUpUnless(response: Response, request: string, end: number): Promise<void> {
    const problem = await problemOf(request, response);
    if (performance.now() > end || !isWorthRetrying(response, problem.code)) throw problem;
  }

  private tried(method: Method, path: string, { body, headers }: Sending): Promise<Response> {
    return fetch(this.options.url + path, {
      method,
      headers: {
        ...proofOf(this.options.key),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  return {
    status: response.status,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
    replayed: response.headers.get('idempotent-replayed') === 'true',
  };
}

/** A page of another origin cannot send the header of a session, so it cannot act in it. */
function proofOf(key: string | undefined): Record<string, string> {
  return key === undefined ? { 'x-session': 'console' } : { authorization: `Bearer ${key}` };
}

function keyed(idempotencyKey: string): Record<string, string> {
  return { 'idempotency-key': idempotencyKey };
}

function seen(version: number): Record<string, string> {
  return { 'if-match': `"${version}"` };
}

/** Works in browsers too, also where the page did not come over TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
