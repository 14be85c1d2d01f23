import { isText } from './plain-fields.js';
import { isInstant } from './time-fields.js';

describe('A text', () => {
  test.each([
    ['Müller & Söhne 💥', true],
    ['', false],
    [' \t', false],
    ['x'.repeat(21), false],
    ['a\0b', false],
    ['half a \ud83d', false],
    ['\udca5', false],
    [7, false],
  ])('%j of 1 to 20 characters that can be stored: %s', (value, expected) => {
    expect(isText(value, 1, 20)).toBe(expected);
  });
});

describe('An instant', () => {
  test.each([
    ['2026-11-22T08:00:00Z', true],
    ['2026-11-22T08:00+05:30', true],
    ['2026-11-22T08:00:00.123456789-12:00', true],
    ['2026-11-22T08:00:00+14:00', true],
    ['2026-11-22T08:00:00-23:59', false],
    ['2026-11-22T08:00:00+15:00', false],
    ['2026-11-22T08:00:00', false],
    ['2026-11-22T25:00:00Z', false],
    ['2026-02-30T08:00:00Z', false],
    ['0000-01-01T00:00:00Z', false],
    ['2026-11-22', false],
    [1_764_000_000, false],
  ])('%j: %s', (value, expected) => {
    expect(isInstant(value)).toBe(expected);
  });
});
