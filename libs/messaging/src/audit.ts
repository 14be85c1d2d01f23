/** An amount or quantity that a service answers for, to be compared with another service's. */
export type AuditSum = {
  /** `credit.openOrders`, `receivables.unapplied`, … */
  readonly name: string;
  /** Seller id, null for stock. */
  readonly seller: string | null;
  /** ISO 4217, null for stock. */
  readonly currency: string | null;
  /** Minor units, or millionths of a quantity. */
  readonly value: number;
};

/** An equation that one service can check alone. */
export type AuditIdentity = {
  readonly name: string;
  readonly seller: string | null;
  readonly currency: string | null;
  readonly left: number;
  readonly right: number;
  /** Where the equation first breaks: an order line, a sku, an item. */
  readonly firstBroken?: string | undefined;
};

/** What a service says when it is audited. A service provides one class that extends it. */
export abstract class Audit {
  abstract sums(): Promise<readonly AuditSum[]>;
  abstract identities(): Promise<readonly AuditIdentity[]>;
}
