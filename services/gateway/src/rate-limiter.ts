import { DomainError } from '@o2c/contracts';

type Bucket = { tokens: number; at: number };

/** Buckets kept at most; the oldest is forgotten, which only ever favours the caller. */
const MAX_BUCKETS = 10_000;

/** A token bucket per key: so many requests a second, with bursts of two seconds' worth. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly perSecond: number) {}

  /** Throws `rate.limited` with the seconds after which a request fits again. */
  take(key: string, milliseconds: number): void {
    const burst = this.perSecond * 2;
    const bucket = this.buckets.get(key) ?? { tokens: burst, at: milliseconds };
    const refill = ((milliseconds - bucket.at) / 1_000) * this.perSecond;
    bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, refill));
    bucket.at = milliseconds;
    this.remember(key, bucket);
    if (bucket.tokens < 1) throw this.refusal(bucket);
    bucket.tokens -= 1;
  }

  private refusal(bucket: Bucket): DomainError {
    const retryAfter = Math.max(1, Math.ceil((1 - bucket.tokens) / this.perSecond));
    const message = `More than ${this.perSecond} requests a second with this key`;
    return new DomainError('rate.limited', message, [], { retryAfter });
  }

  private remember(key: string, bucket: Bucket): void {
    this.buckets.set(key, bucket);
    if (this.buckets.size <= MAX_BUCKETS) return;
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
