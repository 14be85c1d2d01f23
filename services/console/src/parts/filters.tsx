import { label } from '../words.js';
import { Select } from './field.js';
import { useFilter } from './use-filter.js';

/** Rows of one status, or all. */
export function StatusFilter({ known }: { readonly known: readonly string[] }) {
  const [status, setStatus] = useFilter('status', known);
  return (
    <Select
      label="Status"
      value={status ?? ''}
      options={[['', 'All'], ...known.map((name) => [name, label(name)] as const)]}
      onChange={setStatus}
    />
  );
}

/** Rows from a day on. */
export function FromFilter({ label }: { readonly label: string }) {
  const [from, setFrom] = useFilter('from');
  return (
    <label className="field inline">
      <span>{label}</span>
      <input type="date" value={from ?? ''} onChange={({ target }) => setFrom(target.value)} />
    </label>
  );
}

/** Rows with a name or number that holds what is typed. */
export function SearchFilter() {
  const [search, setSearch] = useFilter('search');
  return (
    <label className="field inline">
      <span>Name or number</span>
      <input
        type="search"
        value={search ?? ''}
        onChange={({ target }) => setSearch(target.value)}
      />
    </label>
  );
}
