import type { Database } from './database.js';

/** A sum over all that there is: a whole number, beyond 2^53 its digits. */
export type Total = number | string;

/** An amount or quantity that a service answers for, to be compared with another service's. */
export type AuditSum = {
  /** `credit.openOrders`, `receivables.unapplied`, … */
  readonly name: string;
  /** Seller id, null for stock. */
  readonly seller: string | null;
  /** ISO 4217, null for stock. */
  readonly currency: string | null;
  /** Minor units, or millionths of a quantity. */
  readonly value: Total;
};

/** An equation that one service can check alone. */
export type AuditIdentity = {
  readonly name: string;
  readonly seller: string | null;
  readonly currency: string | null;
  readonly left: Total;
  readonly right: Total;
  /** Where the equation first breaks: an order line, a sku, an item. */
  readonly firstBroken?: string | undefined;
};

/** What a service says when it is audited. A service provides one class that extends it. */
export abstract class Audit {
  abstract sums(): Promise<readonly AuditSum[]>;
  abstract identities(): Promise<readonly AuditIdentity[]>;
}

/** Reads rows of totals: no total is too large for an audit, or loses a digit in it. */
export async function readTotals<T extends object>(database: Database, sql: string): Promise<T[]> {
  const rows = await database.read<{ row: string }>(
    `SELECT row_to_json(totals)::text AS row FROM (${sql}) AS totals`,
  );
  return rows.map(({ row }) => JSON.parse(row, exact) as T);
}

type Equation = Pick<AuditIdentity, 'name' | 'left' | 'right'> &
  Partial<Pick<AuditIdentity, 'seller' | 'currency'>> & { readonly firstBroken: string | null };

/** Reads equations; those about goods have no seller, those about quantities no currency. */
export async function readIdentities(database: Database, sql: string): Promise<AuditIdentity[]> {
  const rows = await readTotals<Equation>(database, sql);
  return rows.map(({ firstBroken, ...equation }) => ({
    ...{ seller: null, currency: null, ...equation },
    ...(firstBroken !== null && { firstBroken }),
  }));
}

function exact(_name: string, value: unknown, context?: { source: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? context?.source : value;
}
