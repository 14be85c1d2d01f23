import type { OpenItem } from '@o2c/client';
import { useId } from 'react';
import { useRows } from '../api.js';
import { dayText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataList } from '../parts/data-list.js';
import { Empty } from '../parts/states.js';

/** A customer's open invoices, to be picked from. */
export function PickItems({
  customer,
  currency,
  picked,
  onToggle,
}: {
  readonly customer: string;
  readonly currency: string;
  readonly picked: readonly OpenItem[];
  readonly onToggle: (item: OpenItem) => void;
}) {
  const ids = new Set(picked.map(({ id }) => id));
  return (
    <DataList
      label="Open items"
      tall
      of={useRows('GET /v1/open-items', { customer, currency, status: 'open', kind: 'invoice' })}
      columns={columnsOf(ids, onToggle)}
      keyOf={({ id }) => id}
      empty={
        <Empty title="This customer has no open item">The money waits for the next invoice.</Empty>
      }
    />
  );
}

function columnsOf(
  picked: ReadonlySet<string>,
  onToggle: (item: OpenItem) => void,
): readonly Column<OpenItem>[] {
  return [
    {
      title: 'Invoice',
      width: 'minmax(0, 1fr)',
      cell: (item) => (
        <Choice item={item} isPicked={picked.has(item.id)} onToggle={() => onToggle(item)} />
      ),
    },
    { title: 'Open', width: '8rem', align: 'end', cell: ({ open }) => <Amount of={open} /> },
  ];
}

function Choice({
  item: { document, dueDate, daysOverdue },
  isPicked,
  onToggle,
}: {
  readonly item: OpenItem;
  readonly isPicked: boolean;
  readonly onToggle: () => void;
}) {
  const id = useId();
  return (
    <label className="choice" htmlFor={id}>
      <input id={id} type="checkbox" checked={isPicked} onChange={onToggle} />
      <span className="two-lines">
        <span>{document}</span>
        <small className="soft">
          due {dayText(dueDate)}
          {daysOverdue > 0 && ` · ${daysOverdue} days over`}
        </small>
      </span>
    </label>
  );
}
