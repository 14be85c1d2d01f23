import { readFileSync } from 'node:fs';
import { decimal } from '../amount.js';
import type { Invoiced } from './invoiced.js';
import type { Month } from './read.js';

/** What a month is known to come to. */
type Known = { readonly m: string; readonly gross: string };

/**
 * Compares what was invoiced with known sums per month, row by row of a table. The known sums
 * are not rounded by line; an invoice is, so that the two may differ by what rounding took.
 */
export function comparison(
  file: string,
  months: readonly Month[],
  invoiced: ReadonlyMap<string, Invoiced>,
): readonly (readonly string[])[] {
  const known = new Map(readKnown(file).map(({ m, gross }) => [m, gross]));
  const rows = months.map(({ name, net, exactNet }) => {
    const ours = invoiced.get(name)?.net ?? 0;
    const gross = known.get(name) ?? 'not known';
    const rounding = net - toPence(exactNet);
    const isSame = decimal(ours - rounding) === gross;
    return [name, decimal(ours), gross, decimal(rounding), isSame ? 'equal' : 'DIFFERENT'];
  });
  return [['month', 'invoiced', 'known', 'rounding', ''], ...rows];
}

function readKnown(file: string): readonly Known[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Known);
}

/** Millionths of a pound → pence, half up. */
function toPence(micro: bigint): number {
  return Number((micro + 5_000n) / 10_000n);
}
