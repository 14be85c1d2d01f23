import { scaleOf } from './scale.js';

describe('The scale beside a chart', () => {
  it.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [8, [0, 2, 4, 6, 8]],
    [10, [0, 5, 10]],
    [84_123, [0, 20_000, 40_000, 60_000, 80_000]],
    [99_999, [0, 20_000, 40_000, 60_000, 80_000]],
    [717_512_05, [0, 200_000_00, 400_000_00, 600_000_00]],
  ])('up to %d has round and whole values', (most, scale) => {
    expect(scaleOf(most)).toEqual(scale);
  });
});
