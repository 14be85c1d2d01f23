import { useState } from 'react';
import { client } from '../api.js';
import { ActDialog } from '../parts/act-dialog.js';
import { TextField } from '../parts/field.js';

/** Corrects what the books say is there; what is promised to orders cannot be taken away. */
export function AdjustStock({
  sku,
  onClose,
}: {
  readonly sku: string;
  readonly onClose: () => void;
}) {
  const [quantity, setQuantity] = useState('');
  return (
    <ActDialog
      title={`Adjust ${sku}`}
      verb="Adjust"
      doing="Adjusting"
      reasons={['Found', 'Counted', 'Damaged', 'Lost']}
      act={(reason) =>
        client.call('POST /v1/stock-adjustments', { body: { sku, quantity, reason } })
      }
      onClose={onClose}
    >
      <TextField
        label="Difference: 3 more, -3 fewer than the books say"
        required
        value={quantity}
        onChange={setQuantity}
      />
    </ActDialog>
  );
}
