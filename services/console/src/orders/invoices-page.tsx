import type { Invoice } from '@o2c/client';
import { useRows } from '../api.js';
import { CustomerName } from '../customers/customer-name.js';
import { dayText } from '../format.js';
import { Amount } from '../parts/amount.js';
import type { Column } from '../parts/data-list.js';
import { FromFilter } from '../parts/filters.js';
import { ListPage } from '../parts/list-page.js';
import { PageLink } from '../parts/page-link.js';
import { Empty } from '../parts/states.js';
import { useFilter } from '../parts/use-filter.js';
import { OrderTabs } from './orders-page.js';

const COLUMNS: readonly Column<Invoice>[] = [
  {
    title: 'Invoice',
    width: '9.5rem',
    narrow: 'minmax(0, 1fr)',
    cell: ({ id, number }) => (
      <a href={`/v1/invoices/${id}.pdf`} target="_blank" rel="noreferrer">
        {number}
      </a>
    ),
    beneath: (invoice) => (
      <>
        <OrderLink {...invoice} /> · <CustomerName id={invoice.customer} />
      </>
    ),
  },
  {
    title: 'Customer',
    width: 'minmax(0, 1fr)',
    wide: true,
    cell: ({ customer }) => <CustomerName id={customer} />,
  },
  {
    title: 'Order',
    width: '9.5rem',
    wide: true,
    cell: (invoice) => <OrderLink {...invoice} />,
  },
  { title: 'Issued', width: '8rem', wide: true, cell: ({ issuedOn }) => dayText(issuedOn) },
  { title: 'Due', width: '8rem', wide: true, cell: ({ dueOn }) => dayText(dueOn) },
  {
    title: 'Gross',
    width: '9rem',
    narrow: '7.5rem',
    align: 'end',
    cell: ({ gross }) => <Amount of={gross} />,
    beneath: ({ dueOn }) => `due ${dayText(dueOn)}`,
  },
];

/** Every invoice, the way to its order and to its paper. */
export function InvoicesPage() {
  const [from] = useFilter('from');
  return (
    <ListPage
      title="Invoices"
      actions={<OrderTabs />}
      filters={<FromFilter label="Issued from" />}
      of={useRows('GET /v1/invoices', { from, sort: 'newest' })}
      columns={COLUMNS}
      isFiltered={!!from}
      empty={<Empty title="No invoice yet">The first follows the first goods.</Empty>}
    />
  );
}

function OrderLink({ order, orderNumber }: Pick<Invoice, 'order' | 'orderNumber'>) {
  return <PageLink href={`/orders/${order}`}>{orderNumber}</PageLink>;
}
