import type { Query } from '@o2c/client';
import { useRowsAt } from '../api.js';
import { durationText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataList } from '../parts/data-list.js';
import { Icon } from '../parts/icon.js';
import { Card } from '../parts/page.js';
import { PageLink } from '../parts/page-link.js';
import { Empty } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { factName } from '../words.js';
import type { MapOrder, Picked } from './map-view.js';

const COLUMNS: readonly Column<MapOrder>[] = [
  {
    title: 'Order',
    width: 'minmax(0, 1fr)',
    cell: ({ order, number, customerName }) => (
      <span className="two-lines">
        <PageLink href={`/orders/${order}`}>{number}</PageLink>
        <small className="soft">{customerName}</small>
      </span>
    ),
  },
  {
    title: 'Value',
    width: '7.2rem',
    align: 'end',
    cell: ({ value, status }) => (
      <span className="two-lines">
        <Amount of={value} />
        <Status of={status} />
      </span>
    ),
  },
  { title: 'Waits', width: '4.6rem', align: 'end', cell: ({ seconds }) => durationText(seconds) },
];

/** The orders behind what was picked: at a step now, or gone a way; the slowest first. */
export function Behind({
  picked,
  period,
  onClose,
}: {
  readonly picked: Picked;
  readonly period: Query;
  readonly onClose: () => void;
}) {
  const query =
    'step' in picked
      ? { step: picked.step, open: true }
      : { fromStep: picked.from, toStep: picked.to };
  const orders = useRowsAt<MapOrder>('/v1/process-map/orders', { ...period, ...query });
  return (
    <Card
      className="behind"
      title={
        'step' in picked
          ? `At: ${factName(picked.step)}`
          : `${factName(picked.from)} → ${factName(picked.to)}`
      }
      aside={
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      }
    >
      <DataList
        label="Orders"
        tall
        of={orders}
        columns={COLUMNS}
        keyOf={({ order, at }) => `${order} ${at}`}
        empty={<Empty title="No order is here now">All have gone on.</Empty>}
      />
    </Card>
  );
}
