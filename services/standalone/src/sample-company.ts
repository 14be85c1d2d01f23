import { definitionOf, type AnyEvent } from '@o2c/contracts';

type Json = ReturnType<typeof JSON.parse>;
type Method = 'GET' | 'POST' | 'PATCH';
type Headers = Record<string, string>;

/** All services on one test bus. */
type Services = {
  readonly bus: {
    readonly sent: readonly AnyEvent[];
    deliver(facts: readonly AnyEvent[]): Promise<void>;
  };
  http(
    method: Method,
    path: string,
    body?: object,
    headers?: Headers,
  ): Promise<{ readonly status: number; readonly body: Json }>;
  settle(): Promise<void>;
};

/** What happened at the company: a fact for whom it may concern, or an act of one service. */
export type Event = { readonly scene: string; readonly service?: string } & (
  { readonly fact: AnyEvent } | { readonly act: Awaited<ReturnType<Company['act']>> }
);

/** A company at work, and all that happens there, written down as it happens. */
export class Company {
  readonly events: Event[] = [];
  scene = '';
  private told = 0;

  constructor(private readonly services: Services) {}

  /** A person does something; what follows from it is told by `tell`. */
  async act(service: string, method: Method, path: string, body?: object, headers: Headers = {}) {
    const { status, body: answered } = await this.services.http(method, path, body, headers);
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(answered)}`);
    const act = { method, path, body, headers, answer: { status, body: answered as Json } };
    this.events.push({ scene: this.scene, service, act });
    return act;
  }

  /** Every fact is delivered once, in order, until nothing follows any more. */
  async tell(): Promise<void> {
    const { bus } = this.services;
    await this.services.settle();
    while (this.told < bus.sent.length) {
      const facts = bus.sent.slice(this.told);
      this.told += facts.length;
      this.events.push(...facts.map((fact) => ({ scene: this.scene, fact })));
      await bus.deliver(facts);
      await this.services.settle();
    }
  }

  /** Finds out what nobody does anything with at the service that is asked. */
  async look(path: string): Promise<Json> {
    return (await this.services.http('GET', path)).body;
  }

  /** Finds out what something is then done with. */
  get(service: string, path: string): Promise<Json> {
    return this.answer(service, 'GET', path);
  }

  /** Asks for something, and lets all that follows happen. */
  async post(service: string, path: string, body: object = {}, headers?: Headers): Promise<Json> {
    const answered = await this.answer(service, 'POST', path, body, headers);
    await this.tell();
    return answered;
  }

  async patch(service: string, path: string, version: number, body: object): Promise<Json> {
    const headers = { 'if-match': `"${version}"` };
    const answered = await this.answer(service, 'PATCH', path, body, headers);
    await this.tell();
    return answered;
  }

  /** What a service had heard when it said that from which this fact follows. */
  heardFor(fact: AnyEvent, service: string): readonly string[] {
    const { sent } = this.services.bus;
    const { source, causationid } = fact;
    const cause = sent.find(({ id }) => id === causationid);
    if (!cause) return [];
    const known = source === service ? snapshotsOf(cause, sent.slice(0, sent.indexOf(fact))) : [];
    return [...known, ...this.heardFor(cause, service)];
  }

  private async answer(...asked: Parameters<Company['act']>): Promise<Json> {
    return (await this.act(...asked)).answer.body;
  }
}

/** A fact, and the snapshots of its subject before: what it says rests on them. */
function snapshotsOf(fact: AnyEvent, before: readonly AnyEvent[]): readonly string[] {
  const snapshots = before.filter(({ type, subject }) => {
    return subject === fact.subject && definitionOf(type).kind === 'state';
  });
  return [fact, ...snapshots].map(({ id }) => id);
}
