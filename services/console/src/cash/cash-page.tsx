import type { Payment } from '@o2c/client';
import { useState } from 'react';
import { Link } from 'wouter';
import { useRows } from '../api.js';
import { CustomerName } from '../customers/customer-name.js';
import { dayText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataList } from '../parts/data-list.js';
import { Select } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { Page } from '../parts/page.js';
import { Empty } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { useFilter } from '../parts/use-filter.js';
import { useMay } from '../session.js';
import { label } from '../words.js';
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
    cell: ({ id, valueDate }) => <Link href={`/cash/${id}`}>{dayText(valueDate)}</Link>,
  },
  {
    title: 'From',
    width: 'minmax(0, 1fr)',
    wide: true,
    cell: ({ customer, payer }) =>
      customer ? <CustomerName id={customer} /> : (payer ?? 'Unknown payer'),
  },
  { title: 'Reference', width: 'minmax(0, 1fr)', wide: true, cell: ({ reference }) => reference },
  { title: 'Status', width: 'minmax(6.5rem, 9rem)', cell: ({ status }) => <Status of={status} /> },
  {
    title: 'Unapplied',
    width: '8rem',
    align: 'end',
    wide: true,
    cell: ({ unapplied }) => <Amount of={unapplied} />,
  },
  {
    title: 'Amount',
    width: 'minmax(6.5rem, 8rem)',
    align: 'end',
    cell: ({ amount }) => <Amount of={amount} />,
  },
];

/** Money that came in, and what of it settles nothing yet. */
export function CashPage() {
  const [status, setStatus] = useFilter('status');
  const [booking, setBooking] = useState(false);
  const mayBook = useMay('payments:write');
  const payments = useRows('GET /v1/payments', { status });
  return (
    <Page
      title="Cash"
      actions={
        mayBook && (
          <button type="button" className="button main" onClick={() => setBooking(true)}>
            <Icon name="plus" />
            Book a payment
          </button>
        )
      }
    >
      <div className="filters">
        <Select
          label="Status"
          value={status ?? ''}
          options={[['', 'All'], ...STATUSES.map((name) => [name, label(name)] as const)]}
          onChange={setStatus}
        />
      </div>
      <DataList
        label="Payments"
        of={payments}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        empty={
          <Empty title="No such payment">Money shows here as soon as the bank tells of it.</Empty>
        }
      />
      {booking && <BookPayment onClose={() => setBooking(false)} />}
    </Page>
  );
}
