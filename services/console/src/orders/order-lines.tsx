import type { Order, OrderLine, Quantity } from '@o2c/client';
import { quantityText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { Card } from '../parts/page.js';

const STATES = [
  ['invoiced', 'Invoiced'],
  ['shipped', 'Shipped'],
  ['reserved', 'Reserved'],
  ['backordered', 'Backordered'],
  ['cancelled', 'Cancelled'],
] as const;

/** What was ordered, and how far each piece of it got. */
export function OrderLines({ order }: { readonly order: Order }) {
  return (
    <Card title="Lines">
      <div className="table-frame dense" tabIndex={0} role="region" aria-label="Order lines">
        <table>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col" className="end">
                Ordered
              </th>
              {STATES.map(([, name]) => (
                <th key={name} scope="col" className="end">
                  {name}
                </th>
              ))}
              <th scope="col" className="end">
                Price
              </th>
              <th scope="col" className="end">
                Net
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <Line key={line.line} line={line} />
            ))}
          </tbody>
          <tfoot>
            {(['net', 'tax', 'gross'] as const).map((total) => (
              <tr key={total} className={total}>
                <th scope="row" colSpan={8} className="end">
                  {total === 'gross' ? 'Gross' : total === 'tax' ? 'Tax' : 'Net'}
                </th>
                <td className="end">
                  <Amount of={order[total]} />
                </td>
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
    </Card>
  );
}

function Line({ line }: { readonly line: OrderLine }) {
  return (
    <tr>
      <th scope="row">
        <span className="two-lines">
          <span>{line.name}</span>
          <small className="soft">
            {line.sku} · {line.unit}
          </small>
        </span>
      </th>
      <td className="end">{quantityText(line.ordered)}</td>
      {STATES.map(([state]) => (
        <td key={state} className="end">
          <Quantum of={line[state]} whole={line.ordered} state={state} />
        </td>
      ))}
      <td className="end">
        <Amount of={line.unitPrice} />
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
