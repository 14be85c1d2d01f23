/** Minor units → decimal text: 1234 → `12.34` */
export function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Decimal text with two decimals → minor units: `12.34` → 1234 */
export function minorOf(text: string): number {
  return Number(text.replace('.', ''));
}
