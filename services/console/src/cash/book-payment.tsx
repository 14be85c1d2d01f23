import { useState } from 'react';
import { useLocation } from 'wouter';
import { client, useAnswerIf } from '../api.js';
import { CustomerPicker } from '../customers/customer-picker.js';
import { dayFromToday } from '../now.js';
import { ActDialog } from '../parts/act-dialog.js';
import { TextField } from '../parts/field.js';
import { useLack } from '../session.js';

/** What a payment is to settle. */
type Due = { readonly customer: string; readonly amount: string; readonly document: string };

const AHEAD =
  'A later day: it settles items and makes room for credit at once, but counts in statement and ' +
  'aging from then on.';

/** Money that came in; a reference that it names settles its items at once. */
export function BookPayment({
  due,
  onClose,
}: {
  /** Known where an order waits for it. */
  readonly due?: Due;
  readonly onClose: () => void;
}) {
  const [, go] = useLocation();
  const [customer, setCustomer] = useState(due?.customer ?? '');
  const [amount, setAmount] = useState(due?.amount ?? '');
  const [valueDate, setValueDate] = useState(dayFromToday(0));
  const [reference, setReference] = useState(due?.document ?? '');
  const known = useAnswerIf(customer !== '', 'GET /v1/customers/{id}', { path: { id: customer } });
  const currency = known.isPlaceholderData ? undefined : known.data?.currency;
  const body = {
    customer,
    amount: { amount: amount.trim(), currency: currency ?? '' },
    method: 'transfer' as const,
    valueDate,
    ...(reference.trim() && { reference: reference.trim() }),
  };
  return (
    <ActDialog
      title="Book a payment"
      verb="Book payment"
      doing="Booking"
      lack={useLack('customers:read')}
      isWhole={currency !== undefined}
      act={() => client.call('POST /v1/payments', { body })}
      onDone={({ id }) => (due ? onClose() : go(`/cash/${id}`))}
      onClose={onClose}
    >
      {!due && <CustomerPicker onPick={(choice) => setCustomer(choice?.id ?? '')} />}
      <TextField
        label={`Amount${currency ? ` in ${currency}` : ''}`}
        required
        inputMode="decimal"
        value={amount}
        onChange={setAmount}
      />
      <TextField
        label="Value date"
        type="date"
        required
        value={valueDate}
        onChange={setValueDate}
        note={valueDate > dayFromToday(0) && AHEAD}
      />
      <TextField
        label="Reference"
        value={reference}
        onChange={setReference}
        note="A reference or document number settles its items; without one it waits here."
      />
    </ActDialog>
  );
}
