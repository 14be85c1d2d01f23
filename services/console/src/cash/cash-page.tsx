import type { Payment } from '@o2c/client';
import { useState } from 'react';
import { Link } from 'wouter';
import { useRows } from '../api.js';
import { CustomerName } from '../customers/customer-name.js';
import { dayText } from '../format.js';
import { Amount } from '../parts/amount.js';
import type { Column } from '../parts/data-list.js';
import { StatusFilter } from '../parts/filters.js';
import { Icon } from '../parts/icon.js';
import { ListPage } from '../parts/list-page.js';
import { Empty } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { useFilter } from '../parts/use-filter.js';
import { useMay } from '../session.js';
import { BookPayment } from './book-payment.js';

const STATUSES = [
  'unidentified',
  'unapplied',
  'partially_applied',
  'applied',
  'refunded',
  'reversed',
];

const COLUMNS: readonly Column<Payment>[] = [
  {
    title: 'Value date',
    width: '7.5rem',
    narrow: 'minmax(0, 1fr)',
    cell: ({ id, valueDate }) => <Link href={`/cash/${id}`}>{dayText(valueDate)}</Link>,
    beneath: (payment) => <Payer of={payment} />,
  },
  {
    title: 'From',
    width: 'minmax(0, 3fr)',
    wide: true,
    cell: (payment) => <Payer of={payment} />,
  },
  { title: 'Reference', width: 'minmax(0, 2fr)', wide: true, cell: ({ reference }) => reference },
  { title: 'Status', width: '9rem', wide: true, cell: ({ status }) => <Status of={status} /> },
  {
    title: 'Unapplied',
    width: '8rem',
    align: 'end',
    wide: true,
    cell: ({ unapplied }) => <Amount of={unapplied} />,
  },
  {
    title: 'Amount',
    width: '8rem',
    narrow: '9rem',
    align: 'end',
    cell: ({ amount }) => <Amount of={amount} />,
    beneath: ({ status }) => <Status of={status} />,
  },
];

/** Money that came in, and what of it settles nothing yet. */
export function CashPage() {
  const [status] = useFilter('status', STATUSES);
  const [booking, setBooking] = useState(false);
  const mayBook = useMay('payments:write');
  return (
    <ListPage
      title="Cash"
      actions={
        mayBook && (
          <button type="button" className="button main" onClick={() => setBooking(true)}>
            <Icon name="plus" />
            Book a payment
          </button>
        )
      }
      filters={<StatusFilter known={STATUSES} />}
      of={useRows('GET /v1/payments', { status, sort: 'newest' })}
      columns={COLUMNS}
      isFiltered={!!status}
      empty={<Empty title="No payment yet">Money shows here as soon as it is booked.</Empty>}
    >
      {booking && <BookPayment onClose={() => setBooking(false)} />}
    </ListPage>
  );
}

/** Who paid, as far as it is known. */
function Payer({ of: { customer, payer } }: { readonly of: Payment }) {
  return customer ? <CustomerName id={customer} /> : (payer ?? 'Unknown payer');
}
