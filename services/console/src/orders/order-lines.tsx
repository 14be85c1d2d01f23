import type { Order, OrderLine, Quantity } from '@o2c/client';
import { moneyText, quantityText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { Card } from '../parts/page.js';
import { useNarrow } from '../parts/use-narrow.js';
import { label } from '../words.js';

const STATES = [
  ['invoiced', 'Invoiced'],
  ['shipped', 'Shipped'],
  ['reserved', 'Reserved'],
  ['backordered', 'Backordered'],
  ['cancelled', 'Cancelled'],
] as const;

type State = (typeof STATES)[number];

/** What was ordered, and how far each piece of it got. */
export function OrderLines({ order }: { readonly order: Order }) {
  const states = STATES.filter(([state]) => order.lines.some((line) => Number(line[state]) > 0));
  return (
    <Card title="Lines">
      <div className="table-frame dense" tabIndex={0} role="region" aria-label="Order lines">
        <table>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col" className="end" data-wide="true">
                Ordered
              </th>
              {states.map(([, name]) => (
                <th key={name} scope="col" className="end" data-wide="true">
                  {name}
                </th>
              ))}
              <th scope="col" className="end" data-wide="true">
                Price
              </th>
              <th scope="col" className="end">
                Net
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <Line key={line.line} line={line} states={states} />
            ))}
          </tbody>
        </table>
      </div>
      <Totals order={order} />
    </Card>
  );
}

function Totals({ order }: { readonly order: Order }) {
  return (
    <dl className="totals">
      {(['net', 'tax', 'gross'] as const).map((total) => (
        <div key={total} className={total}>
          <dt>{label(total)}</dt>
          <dd>
            <Amount of={order[total]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Line({ line, states }: { readonly line: OrderLine; readonly states: readonly State[] }) {
  const isNarrow = useNarrow();
  const { name, sku, unit, ordered, unitPrice } = line;
  const about = isNarrow
    ? `${quantityText(ordered)} × ${moneyText(unitPrice)} · ${sku}`
    : `${sku} · ${unit}`;
  const parts = states.filter(([state]) => Number(line[state]) > 0);
  return (
    <tr>
      <th scope="row">
        <span className="two-lines">
          <span>{name}</span>
          <small className="soft">{about}</small>
          {isNarrow && parts.length > 0 && (
            <small>
              {parts
                .map(([of, name]) => `${quantityText(line[of])} ${name.toLowerCase()}`)
                .join(' · ')}
            </small>
          )}
        </span>
      </th>
      <td className="end" data-wide="true">
        {quantityText(ordered)}
      </td>
      {states.map(([state]) => (
        <td key={state} className="end" data-wide="true">
          <Quantum of={line[state]} whole={ordered} state={state} />
        </td>
      ))}
      <td className="end" data-wide="true">
        <Amount of={unitPrice} />
      </td>
      <td className="end">
        <Amount of={line.net} />
      </td>
    </tr>
  );
}

/** A quantity in a state, with a bar for its part of what was ordered. */
function Quantum({ of, whole, state }: { of: Quantity; whole: Quantity; state: string }) {
  const part = Number(of) / Number(whole);
  if (part === 0) return <span className="soft">–</span>;
  return (
    <span className="quantum" data-state={state}>
      {quantityText(of)}
      <i aria-hidden="true" style={{ width: `${Math.min(1, part) * 100}%` }} />
    </span>
  );
}
