import { Health } from './health.js';

describe('health', () => {
  test('is ready when every part is, and says why one is not', async () => {
    const health = new Health();
    health.add('database', () => Promise.resolve());
    expect(await health.ready()).toEqual({ ok: true, checks: { database: 'ok' } });
    health.add('bus', () => Promise.reject(new Error('no partitions yet')));
    expect(await health.ready()).toEqual({
      ok: false,
      checks: { database: 'ok', bus: 'no partitions yet' },
    });
  });

  test('a process lives on unless a fatal check fails', async () => {
    const health = new Health();
    health.add('bus', () => Promise.reject(new Error('away')));
    expect(await health.live()).toEqual({ ok: true, checks: {} });
    health.add('consumer', () => Promise.reject(new Error('crashed')), { fatal: true });
    expect(await health.live()).toEqual({ ok: false, checks: { consumer: 'crashed' } });
  });

  test('a check that never answers counts as failed', async () => {
    const health = new Health();
    health.add('slow', () => new Promise(() => undefined));
    expect(await health.ready()).toEqual({ ok: false, checks: { slow: 'no answer within 2 s' } });
  });
});
