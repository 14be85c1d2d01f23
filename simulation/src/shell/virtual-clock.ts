/** When every run begins: late in a year, so that number series meet a new one. */
const START = '2026-11-20T08:00:00.000Z';

/** A clock that moves only when it is told to, and the ids of its moments. */
export class VirtualClock {
  private milliseconds = Date.parse(START);
  private made = 0;

  now(): Date {
    return new Date(this.milliseconds);
  }

  iso(): string {
    return this.now().toISOString();
  }

  advance(seconds: number): void {
    this.milliseconds += seconds * 1_000;
  }

  /** A UUIDv7 of this moment; ids ascend. */
  id(): string {
    const time = this.milliseconds.toString(16).padStart(12, '0');
    const count = (++this.made).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${count}`;
  }
}
