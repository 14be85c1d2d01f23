import type { Query } from '@o2c/client';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useRowsAt } from '../api.js';
import { countText, durationText, manyText, moneyText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataList } from '../parts/data-list.js';
import { Icon } from '../parts/icon.js';
import { Card } from '../parts/page.js';
import { PageLink } from '../parts/page-link.js';
import { Empty } from '../parts/states.js';
import { Status } from '../parts/status.js';
import { factName } from '../words.js';
import { LANES, laneOf } from './lanes.js';
import type { MapOrder, MapView, Picked } from './map-view.js';

const columnsOf = (seconds: string): readonly Column<MapOrder>[] => [
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
  { title: seconds, width: '4.6rem', align: 'end', cell: ({ seconds }) => durationText(seconds) },
];
const AT_STEP = columnsOf('Waits');
const ON_WAY = columnsOf('Took');

type BehindProps = {
  readonly view: MapView;
  readonly picked: Picked;
  readonly period: Query;
  readonly onClose: () => void;
};

/**
 * The orders behind what was picked: at a step now, or gone a way; the slowest first. It lies on
 * the side of the map where the picked is not, takes the focus, and gives it back.
 */
export function Behind({ view, picked, period, onClose }: BehindProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    const own = panel.current;
    own?.focus({ preventScroll: true });
    document.querySelector('.graph [data-picked="true"]')?.scrollIntoView({ block: 'nearest' });
    return () => {
      const at = document.activeElement;
      if (at === document.body || own?.contains(at)) opener?.focus();
    };
  }, []);
  const closeByKey = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') onClose();
  };
  const isStep = 'step' in picked;
  const query = isStep
    ? { step: picked.step, open: true }
    : { fromStep: picked.from, toStep: picked.to };
  const orders = useRowsAt<MapOrder>('/v1/process-map/orders', { ...period, ...query });
  const title = isStep
    ? `At: ${factName(picked.step)}`
    : `${factName(picked.from)} → ${factName(picked.to)}`;
  return (
    <div
      ref={panel}
      className="behind"
      data-side={sideOf(picked)}
      role="group"
      aria-label={title}
      tabIndex={-1}
      onKeyDown={closeByKey}
    >
      <Card
        title={title}
        aside={
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        }
      >
        <p className="soft behind-about">{aboutOf(view, picked)}</p>
        <DataList
          label="Orders"
          tall
          of={orders}
          columns={isStep ? AT_STEP : ON_WAY}
          keyOf={({ order, at }) => `${order} ${at}`}
          empty={<Empty title="No order is here now">All have gone on.</Empty>}
        />
      </Card>
    </div>
  );
}

function sideOf(picked: Picked): 'left' | 'right' {
  const steps = 'step' in picked ? [picked.step] : [picked.from, picked.to];
  const middle = steps.reduce((sum, step) => sum + laneOf(step), 0) / steps.length;
  return middle > LANES.length / 2 ? 'left' : 'right';
}

/** How often and how long: what the drawing has no place for. */
function aboutOf({ steps, transitions }: MapView, picked: Picked): string {
  if ('step' in picked) {
    const {
      count = 0,
      open = 0,
      value = [],
    } = steps.find(({ type }) => type === picked.step) ?? {};
    const worth = value.map((amount) => `worth ${moneyText(amount)}`);
    const times = [`${countText(count)} times`, ...worth].join(', ');
    return `${times}; ${manyText(open, 'order')} here now.`;
  }
  const way = transitions.find(({ from, to }) => from === picked.from && to === picked.to);
  if (!way) return 'No order went this way.';
  const { count, medianSeconds, p90Seconds, medianSecondsBefore: before } = way;
  const half = `half took at least ${durationText(medianSeconds)}`;
  const tenth = `one in ten at least ${durationText(p90Seconds)}`;
  const then = before ? ` In the period before, half took at least ${durationText(before)}.` : '';
  return `${countText(count)} times: ${half}, ${tenth}.${then}`;
}
