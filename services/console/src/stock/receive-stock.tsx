import { useState } from 'react';
import { client, useAnswerIf } from '../api.js';
import { quantityText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { TextField } from '../parts/field.js';
import { useMay } from '../session.js';

/** Books goods that came in; backorders get them by priority, then by age. */
export function ReceiveStock({
  sku,
  onClose,
}: {
  readonly sku: string;
  readonly onClose: () => void;
}) {
  const { data: stock } = useAnswerIf(useMay('stock:read'), 'GET /v1/stock/{sku}', {
    path: { sku },
  });
  const [typed, setTyped] = useState<string>();
  const quantity = typed ?? String(stock?.backordered ?? '');
  return (
    <ActDialog
      title={`Receive ${sku}`}
      verb="Receive"
      doing="Receiving"
      act={() => client.call('POST /v1/stock-receipts', { body: { lines: [{ sku, quantity }] } })}
      onClose={onClose}
    >
      {stock && <p>All orders together lack {quantityText(stock.backordered)}.</p>}
      <TextField
        label="Quantity that came in"
        required
        inputMode="decimal"
        value={quantity}
        onChange={setTyped}
        note="It goes to backorders first, the most urgent and oldest before others."
      />
    </ActDialog>
  );
}
