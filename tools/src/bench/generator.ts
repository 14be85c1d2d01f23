// The process that makes the load: its processor time is counted apart.
import { performance } from 'node:perf_hooks';
import { Cycles } from './cycles.js';
import type { Arrivals, Command, Load, Told } from './load.js';

const TICK_MILLISECONDS = 5;

/** A load that runs: its cycles, and how no more orders come. */
type Running = { readonly cycles: Cycles; readonly stopArrivals: () => void };

let running: Running | undefined;

process.on('disconnect', () => process.exit());
process.on('message', (command: Command) => {
  obey(command).catch((error: unknown) => tell({ broken: String(error) }));
});

async function obey(command: Command): Promise<void> {
  switch (command.do) {
    case 'begin':
      running = await begin(command.load);
      return tell({ begun: true });
    case 'window':
      return tell({ window: running?.cycles.window() });
    case 'drain':
      running?.stopArrivals();
      return tell({ window: running?.cycles.window() });
    case 'end':
      running?.cycles.end();
      return tell({ begun: false });
  }
}

function tell(told: Told): void {
  process.send?.(told);
}

async function begin(load: Load): Promise<Running> {
  const { arrivals } = load;
  let isOpen = true;
  const cycles = new Cycles(load, () => {
    if (isOpen && arrivals.kind === 'closed') cycles.place(performance.now());
  });
  await cycles.begin();
  const stop = arrive(arrivals, cycles);
  const stopArrivals = () => {
    isOpen = false;
    stop();
  };
  return { cycles, stopArrivals };
}

/** The first orders, and in open loop all others, until the answered function is called. */
function arrive(arrivals: Arrivals, cycles: Cycles): () => void {
  const began = performance.now();
  if (arrivals.kind === 'closed') {
    for (let index = 0; index < arrivals.inFlight; index++) cycles.place(began);
    return () => undefined;
  }
  const interval = 1_000 / arrivals.perSecond;
  let count = 0;
  const ticking = setInterval(() => {
    const now = performance.now();
    for (; began + count * interval <= now; count++) cycles.place(began + count * interval);
  }, TICK_MILLISECONDS);
  return () => clearInterval(ticking);
}
