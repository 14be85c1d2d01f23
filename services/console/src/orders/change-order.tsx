import type { Order, OrderLine } from '@o2c/client';
import { parseQuantity, quantityJson } from '@o2c/money';
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
  const lines = order.lines.flatMap((line) => {
    const quantity = quantities[line.line] ?? wantedText(line);
    return quantity === wantedText(line) ? [] : [{ line: line.line, quantity }];
  });
  const body = {
    ...(requestedOn !== (order.requestedOn ?? '') && { requestedOn }),
    ...(lines.length > 0 && { lines }),
  };
  return (
    <ActDialog
      title={`Change ${order.number}`}
      verb="Change order"
      isWhole={Object.keys(body).length > 0}
      act={() =>
        client.call('PATCH /v1/orders/{id}', {
          path: { id: order.id },
          version: order.version,
          body,
        })
      }
      onClose={onClose}
    >
      {order.lines.map((line) => (
        <TextField
          key={line.line}
          label={`${line.name} (${line.sku})`}
          inputMode="decimal"
          value={quantities[line.line] ?? wantedText(line)}
          onChange={(value) => setQuantities((old) => ({ ...old, [line.line]: value }))}
        />
      ))}
      {order.changeable === 'all' && (
        <TextField label="Wanted on" type="date" value={requestedOn} onChange={setRequestedOn} />
      )}
    </ActDialog>
  );
}

/** What the customer wants of a line, without what was cancelled of it. */
function wantedText({ ordered, cancelled }: OrderLine): string {
  return String(quantityJson(parseQuantity(ordered) - parseQuantity(cancelled)));
}
