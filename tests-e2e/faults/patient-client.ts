import type { Json } from '@o2c/testing';
import type { System } from '../system.js';

/** How long a request is repeated before it counts as never answered; milliseconds. */
const PATIENCE = 300_000;
const PAUSE = 200;

/** A request that nobody answers in this time is sent again, as a browser does. */
const ANSWER_WITHIN = 35_000;

/** These answers say "not now": the same request with the same key may succeed later. */
const NOT_NOW = new Set([429, 503]);

/**
 * A client that repeats each request with the same Idempotency-Key until it is answered for good,
 * whatever happens to the system meanwhile; so nothing that it asked for may be there twice.
 */
export class PatientClient {
  /** Requests that were sent again. */
  repeats = 0;
  private keys = 0;

  constructor(
    private readonly system: System,
    private readonly name: string,
  ) {}

  /** Throws what was refused for good. */
  async post(path: string, body: object): Promise<Json> {
    const key = { 'idempotency-key': `${this.name}-${++this.keys}` };
    return this.repeated(`POST ${path}`, () => this.send('POST', path, body, key));
  }

  async get(path: string): Promise<Json> {
    return this.repeated(`GET ${path}`, () => this.send('GET', path));
  }

  /** Asks until the answer is as wanted. */
  async until(path: string, isWanted: (body: Json) => boolean): Promise<Json> {
    return this.repeated(path, async () => {
      const body = await this.send('GET', path);
      return body === undefined || !isWanted(body) ? undefined : body;
    });
  }

  /** Undefined: not now. */
  private async send(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Json> {
    const { status, body: answer } = await this.system.call(method, path, body, headers);
    const code = (answer as { code?: string }).code;
    if (NOT_NOW.has(status) || code === 'idempotency.in_progress') return undefined;
    if (status < 300) return answer;
    throw new Refused(`${method} ${path} answered ${status}: ${JSON.stringify(answer)}`);
  }

  private async repeated(what: string, attempt: () => Promise<Json>): Promise<Json> {
    const end = performance.now() + PATIENCE;
    let last: unknown = 'not as wanted';
    while (performance.now() < end) {
      try {
        const answer = await within(ANSWER_WITHIN, attempt());
        if (answer !== undefined) return answer;
      } catch (error) {
        if (error instanceof Refused) throw error;
        last = error;
      }
      this.repeats++;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    throw new Error(`${what} was never answered: ${String(last)}`);
  }
}

class Refused extends Error {}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
