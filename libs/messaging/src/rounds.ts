import type { Cursor } from './cursors.js';
import type { Delivery } from './receiver.js';

/** Facts of one transaction, at most, unless one unit alone has more. */
const ROUND_FACTS = 400;

/** From the begin of one round to the begin of the next, at least. */
const PACE_MILLISECONDS = 20;

/** Deliveries of one window of a log, in order, and the cursor that stands for all of them. */
export type Unit = { readonly deliveries: readonly Delivery[]; readonly cursor?: Cursor };

type Entry = { readonly unit: Unit; resolve(): void; reject(error: unknown): void };

/**
 * While one transaction of a service runs, and until the next one has its turn, what is delivered
 * to it gathers, whoever sent it, and goes into that one together. When it fails, each unit goes
 * its own way, so that a fact that cannot be handled holds up nobody else.
 */
export class Rounds {
  private readonly entries: Entry[] = [];
  private running = false;
  private began = -Infinity;

  constructor(
    private readonly together: (take: () => readonly Unit[]) => Promise<void>,
    private readonly apart: (unit: Unit, error: unknown) => Promise<void>,
    private readonly mayMeet: (one: Unit, other: Unit) => boolean,
  ) {}

  /** Resolves when every fact of the unit is applied, waiting, queued or parked. */
  add(unit: Unit): Promise<void> {
    return new Promise((resolve, reject) => {
      this.entries.push({ unit, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.entries.length > 0) {
      await this.pace();
      let round: readonly Entry[] = [];
      try {
        await this.together(() => (round = this.take()).map(({ unit }) => unit));
        for (const { resolve } of round) resolve();
      } catch (error) {
        // Whose fault it is each unit finds out, and tells, by itself.
        for (const { unit, resolve, reject } of round) {
          this.apart(unit, error).then(resolve, reject);
        }
      }
    }
    this.running = false;
  }

  /** A round costs much and each fact in it little: the first begins at once, others gather. */
  private async pace(): Promise<void> {
    const early = this.began + PACE_MILLISECONDS - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    this.began = performance.now();
  }

  private take(): Entry[] {
    const [first, ...others] = this.entries;
    let facts = first ? sizeOf(first.unit) : 0;
    const joining = others.findIndex(({ unit }) => {
      return (facts += sizeOf(unit)) > ROUND_FACTS || (first && !this.mayMeet(first.unit, unit));
    });
    return this.entries.splice(0, joining === -1 ? this.entries.length : 1 + joining);
  }
}

/** How many facts a unit has. */
export function sizeOf({ deliveries }: Unit): number {
  return deliveries.reduce((sum, { facts }) => sum + facts.length, 0);
}
