/** A partition of a topic. */
export type Place = { readonly topic: string; readonly partition: number };

/** What a log holds: the first offset that is still there, and the one after its last. */
export type Bounds = { readonly low: bigint; readonly high: bigint };

/**
 * How far one consumer has come in each partition. Offsets of a partition have no gaps, so that
 * what is missing is seen: the client itself would go on at the oldest record without a word when
 * the one it wants is gone.
 */
export class Positions {
  private readonly next = new Map<string, bigint>();
  private assigned: ReadonlySet<string> | undefined;

  /** The group gave us these. Where another member read until now, we do not know how far. */
  assign(places: readonly Place[]): void {
    const keys = new Set(places.map(keyOf));
    for (const key of keys) {
      if (this.assigned && !this.assigned.has(key)) this.next.delete(key);
    }
    this.assigned = keys;
  }

  /** Whether we are the one of the group who reads it; true until the group has decided. */
  isOurs(place: Place): boolean {
    return this.assigned?.has(keyOf(place)) ?? true;
  }

  /** The next offset to handle; undefined where another member of the group had it. */
  of(place: Place): bigint | undefined {
    return this.next.get(keyOf(place));
  }

  /** Everything before this offset is handled. */
  handled(place: Place, next: bigint): void {
    this.next.set(keyOf(place), next);
  }

  /**
   * What is missing, in words, where the log goes on at `first` and ends before `high`; undefined
   * if nothing is, or if we do not know how far another member had come.
   */
  missing(place: Place, first: bigint, high: bigint): string | undefined {
    const next = this.of(place);
    if (next === undefined) return undefined;
    const name = keyOf(place);
    if (first > next) return `${name}: records ${next} to ${first - 1n} are gone, not yet read`;
    if (high < next) return `${name}: was read up to ${next}, but ends at ${high}: made anew`;
    return undefined;
  }
}

function keyOf({ topic, partition }: Place): string {
  return `${topic}/${partition}`;
}
