import type { KeyboardEvent } from 'react';
import { countText, durationText } from '../format.js';
import { factName } from '../words.js';
import { Arrows } from './arrows.js';
import { type Badge, badgeOf, besideAll, type Taken, takenBy } from './badges.js';
import { heightWith, type Layout, type PlacedStep } from './layout.js';
import { type MapStep, type MapTransition, type Picked, trendOf } from './map-view.js';
import { type Stop, useStops, wayKey } from './stops.js';

type Ends = Pick<MapTransition, 'from' | 'to'>;

type GraphProps = {
  readonly layout: Layout;
  readonly steps: readonly MapStep[];
  readonly ways: readonly MapTransition[];
  readonly picked: Picked | undefined;
  readonly slowest: Ends | null;
  /** Steps whose facts came in just now. */
  readonly fresh: ReadonlySet<string>;
  readonly onPick: (picked: Picked) => void;
};

/**
 * The process as a graph: every step and way can be picked, by mouse as by keyboard. The tabulator
 * comes to it once, the arrow keys go on from there.
 */
export function Graph({ layout, steps, ways, picked, slowest, fresh, onPick }: GraphProps) {
  const { stopAt, goByKey } = useStops(steps, ways);
  const most = Math.max(1, ...ways.map(({ count }) => count));
  const height = heightWith(layout, ways);
  const mostOpen = Math.max(1, ...steps.map(({ open = 0 }) => open));
  const loadOf = ({ open = 0 }: MapStep): number => Math.sqrt(open / mostOpen);
  const taken = takenBy(layout, badgesOf(layout, steps, loadOf));
  return (
    <svg
      className="graph"
      viewBox={`0 0 ${layout.width} ${height}`}
      width={layout.width}
      height={height}
      role="group"
      aria-label="Process map, by arrow keys"
      onKeyDown={goByKey}
    >
      <Arrows />
      {layout.lanes.map(({ name, x, y, anchor }) => (
        <text key={name} className="lane-name" x={x} y={y} textAnchor={anchor} aria-hidden="true">
          {name}
        </text>
      ))}
      {ways.toReversed().map((way) => (
        <Way
          key={wayKey(way)}
          stop={stopAt(wayKey(way))}
          way={way}
          layout={layout}
          weight={Math.sqrt(way.count / most)}
          isPicked={isWay(picked, way)}
          isSlowest={isWay(slowest, way)}
          onPick={onPick}
        />
      ))}
      {steps.map((step) => (
        <Step
          key={step.type}
          stop={stopAt(step.type)}
          step={step}
          layout={layout}
          load={loadOf(step)}
          isPicked={picked !== undefined && 'step' in picked && picked.step === step.type}
          isFresh={fresh.has(step.type)}
          onPick={onPick}
        />
      ))}
      {ways.map((way) => (
        <WayTime
          key={wayKey(way)}
          way={way}
          layout={layout}
          taken={taken}
          isPicked={isWay(picked, way)}
          isSlowest={isWay(slowest, way)}
        />
      ))}
    </svg>
  );
}

function badgesOf(
  { steps: places, box }: Layout,
  steps: readonly MapStep[],
  loadOf: (step: MapStep) => number,
): readonly Badge[] {
  return steps.flatMap((step) => {
    const place = step.open ? places.get(step.type) : undefined;
    return place ? [badgeOf(place, box, loadOf(step))] : [];
  });
}

function isWay(picked: Picked | null | undefined, { from, to }: Ends): boolean {
  return !!picked && 'from' in picked && picked.from === from && picked.to === to;
}

function Way({
  stop,
  way,
  layout,
  weight,
  isPicked,
  isSlowest,
  onPick,
}: {
  readonly stop: Stop;
  readonly way: MapTransition;
  readonly layout: Layout;
  readonly weight: number;
  readonly isPicked: boolean;
  readonly isSlowest: boolean;
  readonly onPick: (picked: Picked) => void;
}) {
  const from = layout.steps.get(way.from);
  const to = layout.steps.get(way.to);
  if (!from || !to) return null;
  const { path } = layout.line(from, to);
  const trend = trendOf(way);
  const time = durationText(way.medianSeconds);
  const name =
    `${factName(way.from)} to ${factName(way.to)}: ${countText(way.count)} times, ` +
    `half within ${time}${TRENDS[trend]}`;
  return (
    <g
      className="way"
      data-trend={trend}
      data-picked={isPicked}
      data-slowest={isSlowest}
      {...pressable(name, stop, () => onPick({ from: way.from, to: way.to }))}
    >
      <path className="way-hit" d={path} />
      <path
        className="way-line"
        d={path}
        strokeWidth={1.2 + weight * 4}
        markerEnd={`url(#arrow-${isPicked ? 'picked' : trend})`}
      />
    </g>
  );
}

/** How long orders usually wait on a way, where that is long enough to be felt. */
function WayTime({
  way,
  layout,
  taken,
  isPicked,
  isSlowest,
}: {
  readonly way: MapTransition;
  readonly layout: Layout;
  readonly taken: readonly Taken[];
  readonly isPicked: boolean;
  readonly isSlowest: boolean;
}) {
  const from = layout.steps.get(way.from);
  const to = layout.steps.get(way.to);
  const isFelt = way.medianSeconds >= FELT_SECONDS || trendOf(way) !== 'same';
  if (!from || !to || !(isFelt || isPicked || isSlowest)) return null;
  const time = durationText(way.medianSeconds);
  const middle = besideAll(taken, layout.line(from, to).middle, time);
  return (
    <text
      className="way-time"
      aria-hidden="true"
      data-slowest={isSlowest}
      x={Math.max(HALF_TIME, Math.min(middle.x, layout.width - HALF_TIME))}
      y={middle.y + 4}
    >
      {time}
    </text>
  );
}

const FELT_SECONDS = 60;
/** A time is not cut off at the edge. */
const HALF_TIME = 14;

const TRENDS = {
  faster: ', faster than before',
  same: '',
  slower: ', slower than before',
  'much-slower': ', more than twice as slow as before',
} as const;

function Step({
  stop,
  step,
  layout,
  load,
  isPicked,
  isFresh,
  onPick,
}: {
  readonly stop: Stop;
  readonly step: MapStep;
  readonly layout: Layout;
  readonly load: number;
  readonly isPicked: boolean;
  readonly isFresh: boolean;
  readonly onPick: (picked: Picked) => void;
}) {
  const place: PlacedStep | undefined = layout.steps.get(step.type);
  if (!place) return null;
  const { width, height } = layout.box;
  const badge = badgeOf({ x: 0, y: 0 }, layout.box, load);
  const open = step.open ?? 0;
  const counts = `${countText(step.count)} times, ${countText(open)} orders are there now`;
  const name = `${factName(step.type)}: ${counts}`;
  const lines = linesOf(factName(step.type), width);
  return (
    <g
      className="step"
      data-picked={isPicked}
      data-fresh={isFresh}
      transform={`translate(${place.x} ${place.y})`}
    >
      <g className="press" {...pressable(name, stop, () => onPick({ step: step.type }))}>
        <rect x={-width / 2} y={-height / 2} width={width} height={height} rx={9} />
      </g>
      <text className="step-name" y={lines.length > 1 ? -10 : -3} aria-hidden="true">
        {lines.map((words, line) => (
          <tspan key={words} x={0} dy={line * 14}>
            {words}
          </tspan>
        ))}
      </text>
      <text className="step-count" y={height / 2 - 8} aria-hidden="true">
        {countText(step.count)}
      </text>
      {open > 0 && (
        <g className="step-open" aria-hidden="true" transform={`translate(${badge.x} ${badge.y})`}>
          <circle r={badge.radius} />
          <text y={4}>{countText(open)}</text>
        </g>
      )}
    </g>
  );
}

/** What the longest name takes, on one line. */
const WIDEST_NAME = 130;

/** A name on two lines where one is too short: the last word says what happened. */
function linesOf(name: string, width: number): readonly string[] {
  const end = name.lastIndexOf(' ');
  return end < 0 || width > WIDEST_NAME ? [name] : [name.slice(0, end), name.slice(end + 1)];
}

function pressable(label: string, { key, isNext, onFocus }: Stop, press: () => void) {
  return {
    role: 'button',
    'data-stop': key,
    tabIndex: isNext ? 0 : -1,
    onFocus: () => onFocus(key),
    'aria-label': label,
    onClick: press,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press();
    },
  };
}
