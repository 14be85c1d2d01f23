import type { AnyEvent, EventOf, EventType } from '@o2c/contracts';

/** The facts of these types among an order's. */
export function factsOf<T extends EventType>(
  facts: readonly AnyEvent[],
  ...types: readonly T[]
): readonly EventOf<T>[] {
  const wanted: readonly string[] = types;
  return facts.filter(({ type }) => wanted.includes(type)) as unknown as readonly EventOf<T>[];
}

/** The snapshot that stands among those of one group: the highest sequence. */
export function newestOf<E extends { readonly sequence: number }>(
  facts: readonly E[],
): E | undefined {
  return facts.reduce<E | undefined>(
    (newest, one) => (newest && newest.sequence > one.sequence ? newest : one),
    undefined,
  );
}

/** Adds amounts up by key. */
export function summed<K>(parts: readonly (readonly [key: K, amount: number])[]): Map<K, number> {
  const sums = new Map<K, number>();
  for (const [key, amount] of parts) sums.set(key, (sums.get(key) ?? 0) + amount);
  return sums;
}
