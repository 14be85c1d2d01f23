import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { client, useAct, useAnswerIf } from '../api.js';
import { CustomerPicker } from '../customers/customer-picker.js';
import { dayFromToday } from '../now.js';
import { Refusal, Sheet } from '../parts/act-dialog.js';
import { TextField } from '../parts/field.js';

/** Money that came in; a reference that it names settles its items at once. */
export function BookPayment({ onClose }: { readonly onClose: () => void }) {
  const [, go] = useLocation();
  const [customer, setCustomer] = useState('');
  const [amount, setAmount] = useState('');
  const [valueDate, setValueDate] = useState(dayFromToday(0));
  const [reference, setReference] = useState('');
  const known = useAnswerIf(customer !== '', 'GET /v1/customers/{id}', { path: { id: customer } });
  const book = useAct(() =>
    client.call('POST /v1/payments', {
      body: {
        customer,
        amount: { amount: amount.trim(), currency: known.data?.currency ?? '' },
        method: 'transfer',
        valueDate,
        ...(reference.trim() && { reference: reference.trim() }),
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    book.mutate(undefined, { onSuccess: ({ id }) => go(`/cash/${id}`) });
  };
  return (
    <Sheet title="Book a payment" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <CustomerPicker onPick={(choice) => setCustomer(choice?.id ?? '')} />
        <TextField
          label={`Amount${known.data ? ` in ${known.data.currency}` : ''}`}
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
        />
        <TextField
          label="Reference"
          value={reference}
          onChange={setReference}
          note="A reference or document number settles its items; without one it waits here."
        />
        <Refusal error={book.error} />
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Not now
          </button>
          <button type="submit" className="button main" disabled={!known.data || book.isPending}>
            {book.isPending ? 'Booking …' : 'Book payment'}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
