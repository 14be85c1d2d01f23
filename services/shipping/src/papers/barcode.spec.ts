import { ssccOf } from '../domain/sscc.js';
import { humanReadable, ssccBars } from './barcode.js';

describe('The bars of a package', () => {
  it.each(['9528765', '952876543210', '9528'])('are readable for prefix %s', (prefix) => {
    const bars = ssccBars(ssccOf(prefix, 4711));
    const last = bars.at(-1) ?? { x: 0, width: 0 };
    // start, FNC1, ten pairs of digits, check and stop: 14 characters of 11 modules, and 2 more
    expect(last.x + last.width).toBe(14 * 11 + 2);
    expect(bars).toHaveLength(14 * 3 + 1);
  });

  it('are not drawn for a wrong check digit', () => {
    expect(() => ssccBars('095287654321012347')).toThrow(/checksum/i);
    expect(humanReadable('095287654321012346')).toBe('(00)095287654321012346');
  });
});
