import { Clock, dayOf, isUuid, localDate, newId, newSecret } from './clock.js';

describe('the clock', () => {
  test('runs on from where a test has put it', () => {
    const clock = new Clock(true);
    clock.advanceTo('2100-01-01T23:30:00Z');
    expect(clock.iso()).toMatch(/^2100-01-01T23:30:0/);
    expect(clock.today('Europe/Berlin')).toBe('2100-01-02');
    expect(dayOf(newId(clock))).toBe('2100-01-01');
  });

  test('goes neither back nor anywhere in production', () => {
    const clock = new Clock(true);
    expect(() => clock.advanceTo('2020-01-01T00:00:00Z')).toThrow('only moves forward');
    expect(() => clock.advanceTo('soon')).toThrow('only moves forward');
    expect(() => new Clock().advanceTo('2100-01-01T00:00:00Z')).toThrow('TEST_CLOCK=1');
  });

  test.each([
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-12-31T23:00:00Z', 'Europe/Berlin', '2027-01-01'],
    ['2026-12-31T23:00:00Z', 'America/New_York', '2026-12-31'],
  ])('%s is in %s the %s', (instant, timeZone, date) => {
    expect(localDate(instant, timeZone)).toBe(date);
  });
});

describe('ids', () => {
  test('ascend, also ten thousand in one moment', () => {
    const clock = new Clock();
    const ids = Array.from({ length: 10_000 }, () => newId(clock));
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('tell the day they were made on, and nothing else does', () => {
    const clock = new Clock();
    expect(dayOf(newId(clock))).toBe(clock.today('UTC'));
    expect(() => dayOf('3fa85f64-5717-4562-b3fc-2c963f66afa6')).toThrow(RangeError);
  });

  test('secrets are long and never the same', () => {
    expect(newSecret()).toHaveLength(43);
    expect(newSecret()).not.toBe(newSecret());
  });
});

test.each([
  ['3fa85f64-5717-4562-b3fc-2c963f66afa6', true],
  ['3FA85F64-5717-4562-B3FC-2C963F66AFA6', true],
  ['SO-2026-000123', false],
  ['3fa85f64571745 62b3fc2c963f66afa6', false],
  ['3fa85f64-5717-4562-b3fc-2c963f66afa6 ', false],
])('An id is told from a number: %s', (text, isId) => {
  expect(isUuid(text)).toBe(isId);
});
