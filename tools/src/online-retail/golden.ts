import { readFileSync } from 'node:fs';
import { decimal } from '../amount.js';
import type { Invoiced } from './invoiced.js';
import type { Month } from './read.js';

/** What a month is known to come to. */
type Known = { readonly m: string; readonly gross: string };

/**
 * Compares what was invoiced with known sums per month, row by row of a table. A known sum is not
 * rounded by line; an invoice is. So the lines of the file are summed both ways: what is invoiced
 * has to be their sum rounded by line, and what is known their exact sum, rounded once.
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
    const exact = decimal(toPence(exactNet));
    const isSame = ours === net && exact === gross;
    const said = decimal(ours) === gross ? 'equal' : 'equal but for rounding by line';
    return [name, decimal(ours), poundsOf(exactNet), gross, isSame ? said : 'DIFFERENT'];
  });
  return [['month', 'invoiced', 'exact', 'known', ''], ...rows];
}

function readKnown(file: string): readonly Known[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Known);
}

/** Millionths of a pound → `506371.075`, with as many decimals as there are. */
function poundsOf(micro: bigint): string {
  const digits = String(micro).padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${digits.slice(0, -6)}.${decimals}`;
}

/** Millionths of a pound → pence, half up. */
function toPence(micro: bigint): number {
  return Number((micro + 5_000n) / 10_000n);
}
