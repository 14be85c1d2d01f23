import type { OpenItem } from '@o2c/client';
import { useId } from 'react';
import type { Rows } from '../api.js';
import { dayText, manyText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataList } from '../parts/data-list.js';
import { Empty } from '../parts/states.js';

/** A customer's open invoices, to be picked from. */
export function PickItems({
  of,
  picked,
  onToggle,
}: {
  readonly of: Rows<OpenItem>;
  readonly picked: readonly string[];
  readonly onToggle: (item: OpenItem) => void;
}) {
  return (
    <DataList
      label="Open items"
      tall
      of={of}
      columns={columnsOf(picked, onToggle)}
      keyOf={({ id }) => id}
      empty={
        <Empty title="This customer has no open item">The money waits for the next invoice.</Empty>
      }
    />
  );
}

function columnsOf(
  picked: readonly string[],
  onToggle: (item: OpenItem) => void,
): readonly Column<OpenItem>[] {
  return [
    {
      title: 'Invoice',
      width: 'minmax(0, 1fr)',
      cell: (item) => (
        <Choice item={item} isPicked={picked.includes(item.id)} onToggle={() => onToggle(item)} />
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
          {daysOverdue > 0 && ` · ${manyText(daysOverdue, 'day')} over`}
        </small>
      </span>
    </label>
  );
}
