import { useSearchParams } from 'wouter';

/** A filter that stands in the address, so that a list can be shown to somebody else. */
export function useFilter(name: string): [string | undefined, (value: string) => void] {
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
  return [search.get(name) ?? undefined, set];
}
