/** In milliseconds; together how long it takes at most to know that a database is silent. */
export type PulseTimes = {
  /** Work that takes this long may be slow, or wait for somebody who will never answer. */
  readonly patience: number;
  /** Who does not even greet a new client in this time, be the network slow, is silent. */
  readonly greeting: number;
  /** So long it is believed to be so: all who wait are told together. */
  readonly believed: number;
};

const TIMES: PulseTimes = { patience: 3_000, greeting: 5_000, believed: 1_000 };

/** Nobody is there who could greet. */
const NOBODY = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/**
 * Tells a database that is silent from one that has much to do, as no time limit for work can: a
 * stopped server, or one behind a network that swallows everything, answers nobody, neither who is
 * at work nor who comes anew.
 */
export class Pulse {
  private heardAt = 0;
  private silentAt = -Infinity;
  private asking: Promise<void> | undefined;

  /** `greet` has the database answer somebody new; it ends by itself, however late. */
  constructor(
    private readonly greet: () => Promise<void>,
    private readonly times = TIMES,
  ) {}

  /**
   * What the work answers, however long that takes. Throws Error with the code ETIMEDOUT once the
   * database is silent, and then tells the work by the signal.
   */
  async during<T>(work: (silence: AbortSignal) => Promise<T>): Promise<T> {
    if (this.isSilent) await this.ask();
    const silence = new AbortController();
    const silent = new Promise<never>((_, reject) => {
      silence.signal.addEventListener('abort', () => reject(silence.signal.reason as Error));
    });
    const watch = setInterval(() => {
      this.ask().catch((error: unknown) => silence.abort(error));
    }, this.times.patience);
    try {
      const result = await Promise.race([work(silence.signal), silent]);
      this.heardAt = performance.now();
      return result;
    } finally {
      clearInterval(watch);
    }
  }

  private get isSilent(): boolean {
    return this.silentAt > this.heardAt;
  }

  /** One question for all who wait. Throws Error when nobody is answered. */
  private ask(): Promise<void> {
    return (this.asking ??= this.find().finally(() => (this.asking = undefined)));
  }

  private async find(): Promise<void> {
    const began = performance.now();
    if (this.isSilent && began < this.silentAt + this.times.believed) throw silenceOf();
    if (await this.greets()) this.heardAt = performance.now();
    if (this.heardAt >= began) return;
    this.silentAt = performance.now();
    throw silenceOf();
  }

  private greets(): Promise<boolean> {
    const late = AbortSignal.timeout(this.times.greeting);
    const tooLate = new Promise<boolean>((resolve) => {
      late.addEventListener('abort', () => resolve(false));
    });
    const greeted = this.greet().then(
      () => true,
      // A server that refuses us has answered.
      (error: { readonly code?: string }) => !NOBODY.has(error.code ?? ''),
    );
    return Promise.race([greeted, tooLate]);
  }
}

function silenceOf(): Error {
  return Object.assign(new Error('PostgreSQL answers nobody'), { code: 'ETIMEDOUT' });
}
