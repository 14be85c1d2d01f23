/** How often something happened, by its name. */
export class Counts {
  private readonly counts = new Map<string, number>();

  add(name: string, count = 1): void {
    if (count !== 0) this.counts.set(name, this.of(name) + count);
  }

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  get total(): number {
    return this.entries().reduce((sum, [, count]) => sum + count, 0);
  }

  /** Most frequent first. */
  entries(): readonly (readonly [name: string, count: number])[] {
    return [...this.counts].sort(([, a], [, b]) => b - a);
  }
}
