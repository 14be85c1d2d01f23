/** Two to four round values up to the highest, and zero. */
export function scaleOf(most: number): readonly number[] {
  const half = most / 2;
  const power = 10 ** Math.floor(Math.log10(half));
  const step = Math.max(1, power * ([5, 2].find((digit) => digit * power <= half) ?? 1));
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}
