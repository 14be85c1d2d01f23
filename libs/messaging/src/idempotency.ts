import type { Reply } from '@o2c/runtime';
import { fromListText, listText } from './array-text.js';
import { DomainError, type ErrorCode, type FieldError } from '@o2c/contracts';
import type { RequestContext } from './writes.js';
import type { Tx } from './tx.js';

/** What a request came to: its answer, or the refusal that it got. */
export type Verdict = { readonly reply: Reply<unknown> } | { readonly refusal: DomainError };

type KeyRow = {
  api_key: string;
  route: string;
  key: string;
  hash: string;
  status: number;
  body: string;
};

/** Another process stored one of the keys first: the batch was rolled back and is run again. */
export function isKeyTaken(error: unknown): boolean {
  return (error as { constraint?: unknown }).constraint === 'idempotency_keys_pkey';
}

/** A key as one string, for maps of this process. */
export function keyOf({ caller, idempotency }: RequestContext): string | undefined {
  return idempotency && JSON.stringify([caller.key, idempotency.route, idempotency.key]);
}

/** The stored verdicts of keys that were used before; same key and other body is a refusal. */
export async function findStored(
  tx: Tx,
  contexts: readonly RequestContext[],
): Promise<ReadonlyMap<string, Verdict>> {
  const keyed = contexts.filter((context) => context.idempotency);
  if (keyed.length === 0) return new Map();
  const rows = await tx.query<KeyRow>(FIND, columns(keyed));
  const hashes = new Map(keyed.map((context) => [keyOf(context), context.idempotency?.hash]));
  return new Map(
    rows.map((row) => {
      const name = JSON.stringify([row.api_key, row.route, row.key]);
      return [name, hashes.get(name) === row.hash ? replay(row) : reused()];
    }),
  );
}

/** Stores verdicts under their keys; the transaction fails, `isKeyTaken`, if one is there. */
export function store(
  tx: Tx,
  verdicts: readonly { context: RequestContext; verdict: Verdict }[],
): void {
  const keyed = verdicts
    .filter(({ context }) => context.idempotency)
    .sort((a, b) => ((keyOf(a.context) ?? '') < (keyOf(b.context) ?? '') ? -1 : 1));
  if (keyed.length === 0) return;
  tx.write(STORE, [
    ...columns(keyed.map(({ context }) => context)),
    keyed.map(({ context }) => context.idempotency?.hash),
    keyed.map(({ verdict }) => ('reply' in verdict ? verdict.reply.status : REFUSED)),
    listText(
      keyed.map(({ verdict }) => ('reply' in verdict ? verdict.reply : content(verdict.refusal))),
    ),
    tx.now,
  ]);
}

/** Marks a stored refusal, whose status follows from its code. */
const REFUSED = 0;

type Refusal = {
  code: ErrorCode;
  message: string;
  errors: readonly FieldError[];
  details: Readonly<Record<string, unknown>>;
};

function content({ code, message, errors, details }: DomainError): Refusal {
  return { code, message, errors, details };
}

function replay(row: KeyRow): Verdict {
  if (row.status === REFUSED) {
    const { code, message, errors, details } = JSON.parse(row.body) as Refusal;
    return { refusal: new DomainError(code, message, errors, details, true) };
  }
  return { reply: { ...(JSON.parse(row.body) as Reply<unknown>), replayed: true } };
}

function reused(): Verdict {
  const message = 'This Idempotency-Key was used before with another body';
  return { refusal: new DomainError('idempotency.key_reused', message) };
}

function columns(contexts: readonly RequestContext[]): unknown[] {
  return [
    contexts.map(({ caller }) => caller.key),
    contexts.map(({ idempotency }) => idempotency?.route),
    contexts.map(({ idempotency }) => idempotency?.key),
  ];
}

const FIND = `
  SELECT api_key, route, key, hash, status, body FROM idempotency_keys
   WHERE (api_key, route, key) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))`;

const STORE = `
  INSERT INTO idempotency_keys (api_key, route, key, hash, status, body, created_at)
  SELECT entry.*, $7
    FROM ROWS FROM (unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[]),
                    ${fromListText('$6')}) AS entry`;
