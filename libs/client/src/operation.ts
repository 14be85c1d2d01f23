import type { Operations } from './api-types.js';

/** An operation of the API, e.g. `GET /v1/orders/{id}`. */
export type OperationName = keyof Operations;

/** What an operation answers. */
export type AnswerOf<N extends OperationName> = Operations[N]['answer'];

/** What an operation takes: its path, query and body, and how the request is to be treated. */
export type InputOf<N extends OperationName> = Omit<Operations[N], 'answer'> & {
  /** The version that the caller has seen, for PUT and PATCH. */
  readonly version?: number;
  /** Idempotency-Key of a POST; without it each call is a request of its own. */
  readonly idempotencyKey?: string;
};

/** The input may be left out where nothing in it is required. */
export type Inputs<N extends OperationName> =
  Partial<InputOf<N>> extends InputOf<N> ? [input?: InputOf<N>] : [input: InputOf<N>];

/** A value of a query; each item of a list is a parameter of its own. */
type Value = string | number | boolean;

/** Values of a query; what is undefined is left out. */
export type Query = Readonly<Record<string, Value | readonly Value[] | undefined>>;

/** The path with its parameters filled in, and the query. */
export function urlOf(template: string, path: Readonly<Record<string, unknown>>, query: Query) {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(path[name])),
  );
  return filled + textOf(query);
}

function textOf(query: Query): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) text.append(name, String(one));
  }
  return text.size === 0 ? '' : `?${text}`;
}
