import type { Customer } from '@o2c/client';
import { Link } from 'wouter';
import { useRows } from '../api.js';
import { type Column, DataList } from '../parts/data-list.js';
import { Page } from '../parts/page.js';
import { Empty } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { useFilter } from '../parts/use-filter.js';

const COLUMNS: readonly Column<Customer>[] = [
  {
    title: 'Customer',
    width: 'minmax(0, 1fr)',
    cell: ({ id, name }) => <Link href={`/customers/${id}`}>{name}</Link>,
  },
  { title: 'Number', width: 'minmax(5.5rem, 9rem)', cell: ({ number }) => number },
  {
    title: 'City',
    width: '10rem',
    wide: true,
    cell: ({ billTo }) => `${billTo.city}, ${billTo.country}`,
  },
  { title: 'Terms', width: '6rem', wide: true, cell: ({ terms }) => terms },
  {
    title: 'State',
    width: '6rem',
    wide: true,
    cell: ({ blocked }) => blocked && <Status of="blocked" mood="bad" />,
  },
];

/** Everybody who buys. */
export function CustomersPage() {
  const [search, setSearch] = useFilter('search');
  const customers = useRows('GET /v1/customers', { search });
  return (
    <Page title="Customers">
      <div className="filters">
        <label className="field inline">
          <span>Name or number</span>
          <input
            type="search"
            value={search ?? ''}
            onChange={({ target }) => setSearch(target.value)}
          />
        </label>
      </div>
      <DataList
        label="Customers"
        of={customers}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        empty={<Empty title="No such customer">Nobody has a name or number like this.</Empty>}
      />
    </Page>
  );
}
