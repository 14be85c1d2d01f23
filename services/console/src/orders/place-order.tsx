import { useState } from 'react';
import { useLocation } from 'wouter';
import { client, useAnswerIf } from '../api.js';
import { CustomerPicker } from '../customers/customer-picker.js';
import { ActDialog } from '../parts/act-dialog.js';
import { TextField } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { useLack } from '../session.js';
import { ProductPicker } from './product-picker.js';

type Wanted = { readonly key: number; readonly sku: string; readonly quantity: string };

/** A new order: who, what, how many; the system says what is wrong with it, all at once. */
export function PlaceOrder({ onClose }: { readonly onClose: () => void }) {
  const [, go] = useLocation();
  const [customer, setCustomer] = useState('');
  const [purchaseOrder, setPurchaseOrder] = useState('');
  const [lines, setLines] = useState<readonly Wanted[]>([{ key: 0, sku: '', quantity: '1' }]);
  const known = useAnswerIf(customer !== '', 'GET /v1/customers/{id}', { path: { id: customer } });
  const body = {
    customer,
    currency: known.data?.currency ?? '',
    ...(purchaseOrder && { purchaseOrder }),
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
  };
  const set = (key: number, change: Partial<Wanted>): void =>
    setLines((old) => old.map((line) => (line.key === key ? { ...line, ...change } : line)));
  const more = (): void =>
    setLines((old) => [...old, { key: (old.at(-1)?.key ?? 0) + 1, sku: '', quantity: '1' }]);
  const isWhole = known.data !== undefined && lines.every(({ sku }) => sku !== '');
  return (
    <ActDialog
      title="Place an order"
      verb="Place order"
      doing="Placing"
      lack={useLack('customers:read', 'products:read')}
      isWhole={isWhole}
      act={() => client.call('POST /v1/orders', { body })}
      onDone={({ id }) => go(`/orders/${id}`)}
      onClose={onClose}
    >
      <CustomerPicker onPick={(choice) => setCustomer(choice?.id ?? '')} />
      {lines.map((line) => (
        <LineFields key={line.key} line={line} onChange={(change) => set(line.key, change)} />
      ))}
      <button type="button" className="button small" onClick={more}>
        <Icon name="plus" />
        Another line
      </button>
      <TextField
        label="Their order number"
        value={purchaseOrder}
        onChange={setPurchaseOrder}
        note="A number that came before makes a hold, so that nothing is delivered twice."
      />
    </ActDialog>
  );
}

function LineFields({
  line,
  onChange,
}: {
  readonly line: Wanted;
  readonly onChange: (change: Partial<Wanted>) => void;
}) {
  return (
    <div className="line-fields">
      <ProductPicker onPick={(sku) => onChange({ sku })} />
      <TextField
        label="Quantity"
        required
        inputMode="decimal"
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
      />
    </div>
  );
}
