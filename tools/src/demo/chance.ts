/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  /** A whole number between the two, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.part() * (most - least + 1));
  }

  /** One of a list. Throws on an empty one. */
  oneOf<T>(list: readonly T[]): T {
    const item = list[this.between(0, list.length - 1)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  /** One of a list, the more often the more it weighs. Throws on an empty one. */
  weighted<T>(list: readonly (readonly [item: T, weight: number])[]): T {
    let left = this.part() * list.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of list) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.oneOf(list)[0];
  }

  /** Whether something happens that happens in so many percent of all cases. */
  happens(percent: number): boolean {
    return this.part() * 100 < percent;
  }

  /** From 0 to below 1. */
  part(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }
}
