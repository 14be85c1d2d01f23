import { type RefObject, useEffect, useRef, useState } from 'react';
import { useAnswer } from '../api.js';
import { durationText, manyText } from '../format.js';
import { useFacts } from '../live.js';
import { dayFromToday } from '../now.js';
import { Card, Page } from '../parts/page.js';
import { Empty, Shown } from '../parts/states.js';
import { factName } from '../words.js';
import '../style/map.css';
import { Behind } from './behind.js';
import { Graph } from './graph.js';
import { wideLayout } from './layout.js';
import { mainSteps, mainWays, type MapView, type Picked } from './map-view.js';
import { narrowLayout } from './narrow-layout.js';
import { Period } from './period.js';
import { Variants } from './variants.js';

/** The flow from order to cash as it really goes, moving with the facts. */
export function MapPage() {
  const [days, setDays] = useState<readonly [number, number]>([-89, 0]);
  const [picked, setPicked] = useState<Picked>();
  const period = {
    from: dayFromToday(days[0]),
    ...(days[1] < 0 && { to: dayFromToday(days[1]) }),
  };
  const answer = useAnswer('GET /v1/process-map', { query: period });
  return (
    <Page
      title="Process map"
      lead={answer.data && <Slowest view={answer.data} onPick={setPicked} />}
      actions={<Period days={days} onChange={setDays} />}
    >
      <Shown answer={answer}>
        {(view) =>
          view.orders === 0 ? (
            <Empty title="No order in this period">
              Place one on the page Orders, or let <code>npm run demo -- --key …</code> make a
              company.
            </Empty>
          ) : (
            <div className="map-page" data-picked={picked !== undefined}>
              <Drawing view={view} picked={picked} onPick={setPicked} />
              <Variants view={view} />
              {picked && (
                <Behind
                  key={Object.values(picked).join()}
                  {...{ view, picked, period }}
                  onClose={() => setPicked(undefined)}
                />
              )}
            </div>
          )
        }
      </Shown>
    </Page>
  );
}

/** What a newcomer wants to know first. */
function Slowest({
  view,
  onPick,
}: {
  readonly view: MapView;
  readonly onPick: (way: Picked) => void;
}) {
  const { slowest, orders } = view;
  if (!slowest) return <>{manyText(orders, 'order')}</>;
  const { from, to, medianSeconds } = slowest;
  return (
    <>
      {manyText(orders, 'order')}. The slowest step is{' '}
      <button type="button" className="link" onClick={() => onPick({ from, to })}>
        {factName(from)} → {factName(to)}
      </button>
      : half wait {durationText(medianSeconds)} or more.
    </>
  );
}

function Drawing({
  view,
  picked,
  onPick,
}: {
  readonly view: MapView;
  readonly picked: Picked | undefined;
  readonly onPick: (picked: Picked) => void;
}) {
  const [all, setAll] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const fresh = useFresh();
  const steps = mainSteps(view, all);
  const ways = mainWays(view, steps, all);
  const layout = width < 640 ? narrowLayout(steps, ways, width) : wideLayout(steps, width);
  return (
    <Card className="drawing">
      <div ref={frame}>
        {width > 0 && (
          <Graph
            layout={layout}
            steps={steps}
            ways={ways}
            picked={picked}
            slowest={view.slowest ?? null}
            fresh={fresh}
            onPick={onPick}
          />
        )}
      </div>
      <footer className="map-key">
        <span data-trend="faster">faster than the period before</span>
        <span data-trend="same">as before</span>
        <span data-trend="slower">slower</span>
        <span data-trend="much-slower">more than twice as slow</span>
        {view.slowest && <span className="map-key-slowest">the slowest</span>}
        <span className="map-key-open">orders that are there now</span>
        <kbd className="map-key-arrows">← → ↑ ↓ go on, Enter opens</kbd>
        <label>
          <input type="checkbox" checked={all} onChange={() => setAll(!all)} /> rare ways too
        </label>
      </footer>
    </Card>
  );
}

function useWidth(frame: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

const GLOW_MILLISECONDS = 1_600;

/** Types whose facts came in a moment ago. */
function useFresh(): ReadonlySet<string> {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  useFacts(({ type }) => {
    setFresh((before) => new Set([...before, type]));
    setTimeout(() => {
      setFresh((before) => new Set([...before].filter((other) => other !== type)));
    }, GLOW_MILLISECONDS);
  });
  return fresh;
}
