import type { StockView } from '@o2c/client';
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
  const answer = useAnswerIf(useMay('stock:read'), 'GET /v1/stock/{sku}', { path: { sku } });
  const { data: stock, isFetching } = answer;
  const [filled, setFilled] = useState<string>();
  if (stock && !isFetching && filled === undefined) setFilled(lackingOf(stock));
  const quantity = filled ?? '';
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
        onChange={setFilled}
        note="It goes to backorders first, the most urgent and oldest before others."
      />
    </ActDialog>
  );
}

/** What is proposed first, and stays; nothing where nothing lacks. */
function lackingOf({ backordered }: StockView): string {
  return Number(backordered) > 0 ? String(backordered) : '';
}
