import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Order } from '@o2c/client';
import { useRows } from '../api.js';
import { CustomerName } from '../customers/customer-name.js';
import { dayText } from '../format.js';
import { Amount } from '../parts/amount.js';
import type { Column } from '../parts/data-list.js';
import { FromFilter, StatusFilter } from '../parts/filters.js';
import { Icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { Empty } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { useFilter } from '../parts/use-filter.js';
import { useMay } from '../session.js';
import { PlaceOrder } from './place-order.js';

const STATUSES = [
  ...['held', 'placed', 'released', 'partially_shipped', 'shipped'],
  ...['partially_invoiced', 'invoiced', 'closed', 'cancelled', 'rejected'],
];

const COLUMNS: readonly Column<Order>[] = [
  {
    title: 'Order',
    width: '9.5rem',
    narrow: 'minmax(0, 1fr)',
    cell: ({ id, number }) => <Link href={`/orders/${id}`}>{number}</Link>,
    beneath: ({ customer }) => <CustomerName id={customer} />,
  },
  {
    title: 'Customer',
    width: 'minmax(0, 1fr)',
    cell: ({ customer }) => <CustomerName id={customer} />,
    wide: true,
  },
  { title: 'Status', width: '10rem', wide: true, cell: ({ status }) => <Status of={status} /> },
  { title: 'Ordered', width: '8rem', wide: true, cell: ({ orderedOn }) => dayText(orderedOn) },
  {
    title: 'Gross',
    width: '9rem',
    align: 'end',
    cell: ({ gross }) => <Amount of={gross} />,
    beneath: ({ status }) => <Status of={status} />,
  },
];

/** Every order, and the way to a new one. */
export function OrdersPage() {
  const [status] = useFilter('status', STATUSES);
  const [from] = useFilter('from');
  const [placing, setPlacing] = useState(false);
  const mayPlace = useMay('orders:write');
  return (
    <ListPage
      title="Orders"
      actions={
        <>
          <OrderTabs />
          {mayPlace && (
            <button type="button" className="button main" onClick={() => setPlacing(true)}>
              <Icon name="plus" />
              Place an order
            </button>
          )}
        </>
      }
      filters={
        <>
          <Find />
          <StatusFilter known={STATUSES} />
          <FromFilter label="Ordered from" />
        </>
      }
      of={useRows('GET /v1/orders', { status, from, sort: 'newest' })}
      columns={COLUMNS}
      isFiltered={!!(status ?? from)}
      empty={<Empty title="No order yet">The first one that is placed stands here.</Empty>}
    >
      {placing && <PlaceOrder onClose={() => setPlacing(false)} />}
    </ListPage>
  );
}

/** Orders and what they become are neighbours. */
export function OrderTabs() {
  const [here] = useLocation();
  return (
    <nav className="segments" aria-label="Documents">
      <Link href="/orders" aria-current={here === '/orders' ? 'page' : undefined}>
        Orders
      </Link>
      <Link href="/invoices" aria-current={here === '/invoices' ? 'page' : undefined}>
        Invoices
      </Link>
    </nav>
  );
}

function Find() {
  const [number, setNumber] = useState('');
  const [, go] = useLocation();
  const find = (event: FormEvent): void => {
    event.preventDefault();
    if (number.trim() !== '') go(`/orders/${encodeURIComponent(number.trim())}`);
  };
  return (
    <form role="search" onSubmit={find}>
      <label className="field inline">
        <span>Number</span>
        <input
          type="search"
          placeholder="SO-2026-000123"
          value={number}
          onChange={({ target }) => setNumber(target.value)}
        />
      </label>
    </form>
  );
}
