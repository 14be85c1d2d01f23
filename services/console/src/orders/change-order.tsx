import type { Order } from '@o2c/client';
import { useState } from 'react';
import { client } from '../api.js';
import { ActDialog } from '../parts/act-dialog.js';
import { TextField } from '../parts/field.js';

/** Other quantities or another day; the version seen is named, so that nobody's change is lost. */
export function ChangeOrder({
  order,
  onClose,
}: {
  readonly order: Order;
  readonly onClose: () => void;
}) {
  const [requestedOn, setRequestedOn] = useState(order.requestedOn ?? '');
  const [quantities, setQuantities] = useState<Readonly<Record<number, string>>>({});
  const lines = order.lines
    .filter(({ line }) => quantities[line] !== undefined)
    .map(({ line }) => ({ line, quantity: quantities[line] ?? '' }));
  const body = {
    ...(requestedOn !== (order.requestedOn ?? '') && { requestedOn }),
    ...(lines.length > 0 && { lines }),
  };
  return (
    <ActDialog
      title={`Change ${order.number}`}
      verb="Change order"
      act={() =>
        client.call('PATCH /v1/orders/{id}', {
          path: { id: order.id },
          version: order.version,
          body,
        })
      }
      onClose={onClose}
    >
      {order.lines.map(({ line, name, sku, ordered }) => (
        <TextField
          key={line}
          label={`${name} (${sku})`}
          inputMode="decimal"
          value={quantities[line] ?? String(ordered)}
          onChange={(value) => setQuantities((old) => ({ ...old, [line]: value }))}
        />
      ))}
      <TextField label="Wanted on" type="date" value={requestedOn} onChange={setRequestedOn} />
    </ActDialog>
  );
}
