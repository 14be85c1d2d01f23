import { useSearchParams } from 'wouter';

/**
 * A filter that stands in the address, so that a list can be shown to somebody else. Of a closed
 * list of values, what is none of them counts as no filter.
 */
export function useFilter<T extends string = string>(
  name: string,
  known?: readonly T[],
): [T | undefined, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const set = (value: string): void =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const value = search.get(name) ?? undefined;
  const isKnown = known === undefined || known.some((one) => one === value);
  return [isKnown ? (value as T | undefined) : undefined, set];
}
