import type { Bar } from '@o2c/paper';
import bwipjs from 'bwip-js';

/** The bars of an SSCC as GS1-128, identifier (00). Throws for a wrong check digit. */
export function ssccBars(sscc: string): readonly Bar[] {
  const [symbol] = bwipjs.raw({ bcid: 'gs1-128', text: humanReadable(sscc) });
  if (!symbol || !('sbs' in symbol)) throw new Error('GS1-128 is a linear symbol');
  let x = 0;
  return symbol.sbs.flatMap((width, index) => {
    const bar = { x, width };
    x += width;
    return index % 2 === 0 ? [bar] : [];
  });
}

/** What stands below the bars. */
export function humanReadable(sscc: string): string {
  return `(00)${sscc}`;
}
