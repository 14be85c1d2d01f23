/** What a watch sees of a consumer. */
export type Progress = {
  /** Batches taken since it started. */
  readonly batches: number;
  /** Batches being handled now, however long that takes. */
  readonly atWork: number;
  readonly joined: boolean;
  /** Records not handled yet; undefined while the broker cannot be asked. */
  lag(): Promise<number | undefined>;
};

/** Joining takes longer than reading: a dead member's session has to end first. */
const JOIN_FACTOR = 4;

/** Tells a consumer that lives but reads no more from one that has nothing to read. */
export class StallWatch {
  private seen = -1;
  private since: number | undefined;

  /** `limit`: milliseconds without a batch, with records waiting. */
  constructor(private readonly limit: number) {}

  /** Whether the consumer is stuck, as of `now` (milliseconds on any steady clock). */
  async isStuck(progress: Progress, now: number): Promise<boolean> {
    const moved = progress.batches !== this.seen || progress.atWork > 0;
    this.seen = progress.batches;
    const lag = moved ? 0 : await progress.lag();
    this.since = lag ? (this.since ?? now) : undefined;
    const limit = progress.joined ? this.limit : JOIN_FACTOR * this.limit;
    return this.since !== undefined && now - this.since >= limit;
  }
}
