import { useState } from 'react';
import { client } from '../api.js';
import { ActDialog } from '../parts/act-dialog.js';
import { TextField } from '../parts/field.js';

/** Books goods that came in; backorders get them by priority, then by age. */
export function ReceiveStock({
  sku,
  lacking,
  onClose,
}: {
  readonly sku: string;
  readonly lacking: string;
  readonly onClose: () => void;
}) {
  const [quantity, setQuantity] = useState(lacking);
  return (
    <ActDialog
      title={`Receive ${sku}`}
      verb="Receive"
      act={() => client.call('POST /v1/stock-receipts', { body: { lines: [{ sku, quantity }] } })}
      onClose={onClose}
    >
      <TextField
        label="Quantity that came in"
        required
        inputMode="decimal"
        value={quantity}
        onChange={setQuantity}
        note="It goes to backorders first, the most urgent and oldest before others."
      />
    </ActDialog>
  );
}
