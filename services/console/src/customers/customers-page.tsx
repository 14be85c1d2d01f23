import type { Customer } from '@o2c/client';
import { Link } from 'wouter';
import { useRows } from '../api.js';
import type { Column } from '../parts/data-list.js';
import { SearchFilter } from '../parts/filters.js';
import { ListPage } from '../parts/list-page.js';
import { Empty } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { useFilter } from '../parts/use-filter.js';
import { termsText } from '../words.js';

const COLUMNS: readonly Column<Customer>[] = [
  {
    title: 'Customer',
    width: 'minmax(0, 1fr)',
    cell: ({ id, name }) => <Link href={`/customers/${id}`}>{name}</Link>,
    beneath: ({ number, billTo }) => `${number} · ${billTo.city}, ${billTo.country}`,
  },
  { title: 'Number', width: '9rem', wide: true, cell: ({ number }) => number },
  {
    title: 'City',
    width: '10rem',
    wide: true,
    cell: ({ billTo }) => `${billTo.city}, ${billTo.country}`,
  },
  {
    title: 'Terms',
    width: '6rem',
    cell: ({ terms }) => termsText(terms),
    beneath: ({ blocked }) => blocked && <Status of="blocked" mood="bad" />,
  },
  {
    title: 'Status',
    width: '6rem',
    wide: true,
    cell: ({ blocked }) => blocked && <Status of="blocked" mood="bad" />,
  },
];

/** Everybody who buys. */
export function CustomersPage() {
  const [search] = useFilter('search');
  return (
    <ListPage
      title="Customers"
      filters={<SearchFilter />}
      of={useRows('GET /v1/customers', { search })}
      columns={COLUMNS}
      isFiltered={!!search}
      empty={<Empty title="No customer yet">Who is registered stands here.</Empty>}
    />
  );
}
