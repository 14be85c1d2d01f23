import {
  HOSTILE_BODIES,
  HOSTILE_HEADERS,
  HOSTILE_TEXTS,
  HOSTILE_VALUES,
} from './sample-hostility.js';

/** Numbers that repeat. */
type Chance = { next(): number; below(end: number): number; oneOf<T>(choices: readonly T[]): T };

/** What the OpenAPI document says of a value. */
export type Schema = {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
};

type Parameter = { readonly name: string; readonly in: string; readonly schema: Schema };

/** One operation of the API. */
export type Operation = {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: Schema | undefined;
};

/** A request as it goes over the wire. */
export type Sent = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer | undefined;
};

type Known = { readonly components: { readonly schemas: Readonly<Record<string, Schema>> } };

/** How often, of the values of one request, another than the documented one is sent. */
const MALICE = [0, 0, 0, 0.2] as const;
/** In most requests one value alone is wrong: nothing else keeps it from going as far as it can. */
const VALUES = 24;
/** So many of the latest values of a name are remembered. */
const MEMORY = 30;
const DAY = 86_400_000;

/**
 * A caller of the API who has read its document, remembers what was answered under which name, and
 * sends what he should, or anything else.
 */
export class Stranger {
  private readonly heard = new Map<string, unknown[]>();
  private malice = 0;
  /** So many values to the wrong one. */
  private fuse = 0;
  private sent = 0;

  constructor(
    private readonly chance: Chance,
    private readonly document: Known,
    private readonly today: Date,
  ) {}

  /** What was answered may be said again. */
  hear(path: string, answer: unknown): void {
    if (Array.isArray(answer)) return answer.forEach((one) => this.hear(path, one));
    if (typeof answer !== 'object' || answer === null) return;
    for (const [name, value] of Object.entries(answer)) {
      if (typeof value === 'object') this.hear(name === 'items' ? path : name, value);
      else this.remember(name === 'id' ? `id of ${thingOf(path)}` : name, value);
    }
  }

  /** A request for an operation. */
  request({ method, path, parameters, body }: Operation): Sent {
    this.malice = this.chance.oneOf(MALICE);
    this.fuse = this.chance.below(VALUES);
    this.sent += 1;
    const inPath = parameters.filter((one) => one.in === 'path');
    const inQuery = parameters.filter((one) => one.in === 'query' && this.chance.next() < 0.5);
    const url = inPath.reduce((text, { name }) => {
      const known = name === 'id' ? thingOf(path) : name;
      return text.replace(`{${name}}`, () => this.text(this.recall(`id of ${known}`, name)));
    }, path);
    const query = inQuery.map(({ name, schema }) => {
      return `${name}=${this.text(this.value(schema, name))}`;
    });
    return {
      method: method.toUpperCase(),
      url: query.length > 0 ? `${url}?${query.join('&')}` : url,
      headers: { ...this.headers(method), ...(body && { 'content-type': 'application/json' }) },
      payload: body && this.payload(body),
    };
  }

  private payload(schema: Schema): string | Buffer {
    if (this.isWicked(0.2)) return this.chance.oneOf(HOSTILE_BODIES);
    return JSON.stringify(this.value(schema, ''));
  }

  private headers(method: string): Record<string, string> {
    const own: Readonly<Record<string, Record<string, string>>> = {
      post: { 'idempotency-key': `stranger ${this.sent}` },
      patch: { 'if-match': `"${1 + this.chance.below(3)}"` },
      put: { 'if-match': `"${this.chance.below(3)}"` },
    };
    return { ...own[method], ...(this.isWicked(0.5) && this.chance.oneOf(HOSTILE_HEADERS)) };
  }

  /** As the document says, or not. */
  private value(schema: Schema, name: string): unknown {
    if (this.isWicked()) return this.chance.oneOf(HOSTILE_VALUES);
    const { $ref, allOf, oneOf, anyOf, enum: words } = schema;
    const choices = allOf ?? oneOf ?? anyOf;
    if ($ref) return this.value(this.schemaOf($ref), name);
    if (choices) return this.value(this.chance.oneOf(choices), name);
    if (words) return this.chance.oneOf(words);
    switch ([schema.type].flat()[0]) {
      case 'object':
        return this.object(schema);
      case 'array':
        return this.list(schema, name);
      case 'boolean':
        return this.chance.next() < 0.5;
      case 'integer':
      case 'number':
        return 1 + this.chance.below(4);
      default:
        return this.word(schema, name);
    }
  }

  private object({ properties = {}, required = [] }: Schema): object {
    const chosen = Object.entries(properties).filter(([name]) => {
      return required.includes(name) || this.chance.next() < 0.3;
    });
    const entries = chosen.map(([name, schema]) => [name, this.value(schema, name)] as const);
    return Object.fromEntries(this.isWicked() ? [...entries, ['surprise', 1]] : entries);
  }

  private list({ items = {}, minItems = 0 }: Schema, name: string): unknown[] {
    const length = minItems + this.chance.below(3);
    return Array.from({ length }, () => this.value(items, name));
  }

  private word({ format, pattern, example }: Schema, name: string): unknown {
    if (format?.startsWith('date')) {
      const days = this.chance.below(400) - 200;
      const instant = new Date(this.today.getTime() + days * DAY).toISOString();
      return format === 'date' ? instant.slice(0, 10) : instant;
    }
    if (pattern?.includes('[A-Z]{3}')) return this.chance.next() < 0.9 ? 'EUR' : 'JPY';
    if (pattern?.includes('\\d')) return `${this.chance.below(300)}.00`;
    return this.recall(`id of ${name}`, name) ?? example ?? `text ${this.sent}`;
  }

  /** Mostly what was answered under one of the names. */
  private recall(...names: string[]): unknown {
    if (this.isWicked()) return this.chance.oneOf(HOSTILE_VALUES);
    const known = names.flatMap((name) => this.heard.get(name) ?? []);
    return known.length > 0 ? this.chance.oneOf(known) : undefined;
  }

  private remember(name: string, value: unknown): void {
    const known = this.heard.get(name) ?? [];
    this.heard.set(name, [...known, value].slice(-MEMORY));
  }

  /** A part of an address: encoded, or not even that. */
  private text(value: unknown): string {
    if (this.isWicked(0.5)) return this.chance.oneOf(HOSTILE_TEXTS);
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return encodeURIComponent(text.toWellFormed().slice(0, 2_000));
  }

  private isWicked(part = 1): boolean {
    this.fuse -= 1;
    return this.fuse === 0 || this.chance.next() < this.malice * part;
  }

  private schemaOf(reference: string): Schema {
    return this.document.components.schemas[reference.split('/').at(-1) ?? ''] ?? {};
  }
}

/** What an address is about, or a field that holds things: orders are order. */
function thingOf(path: string): string {
  const name = /^\/v1\/([\w-]+)/.exec(path)?.[1] ?? path;
  return name.replace(/s$/, '');
}
