/** What a transaction can do with everything that it wrote. */
export type Stored = {
  commit(): void;
  rollBack(): void;
};

/** Rows of one kind in memory; what is written counts for all once it is committed. */
export class Table<V> implements Stored {
  private readonly committed = new Map<string, V>();
  private readonly staged = new Map<string, V | undefined>();

  get(key: string): V | undefined {
    return this.staged.has(key) ? this.staged.get(key) : this.committed.get(key);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  set(key: string, value: V): void {
    this.staged.set(key, value);
  }

  delete(key: string): void {
    this.staged.set(key, undefined);
  }

  /** All rows as the transaction sees them. */
  entries(): readonly (readonly [string, V])[] {
    if (this.staged.size === 0) return [...this.committed];
    const all = new Map<string, V | undefined>([...this.committed, ...this.staged]);
    return [...all].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  }

  values(): readonly V[] {
    return this.entries().map(([, value]) => value);
  }

  commit(): void {
    for (const [key, value] of this.staged) {
      if (value === undefined) this.committed.delete(key);
      else this.committed.set(key, value);
    }
    this.staged.clear();
  }

  rollBack(): void {
    this.staged.clear();
  }
}
