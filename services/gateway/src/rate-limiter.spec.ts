import { RateLimiter } from './rate-limiter.js';

describe('A key that asks too often', () => {
  it('is told to come back, and served again after that', () => {
    const limiter = new RateLimiter(10);
    for (let request = 0; request < 20; request++) limiter.take('key', 0);
    expect(() => limiter.take('key', 0)).toThrow(
      expect.objectContaining({ code: 'rate.limited', details: { retryAfter: 1 } }),
    );
    expect(() => limiter.take('other', 0)).not.toThrow();
    expect(() => limiter.take('key', 1_000)).not.toThrow();
  });
});
