import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const DOCUMENT = resolve(import.meta.dirname, '../../../docs/performance.md');

/** The part of a recorded figure that a short run may lose to noise; more is a step back. */
export const TOLERATED_LOSS = 0.3;

/** A figure of the table in `docs/performance.md`. Throws when it is not there. */
export function recorded(name: string): number {
  const cell = new RegExp(`^\\| *\`${name.replaceAll('.', '\\.')}\` *\\| *([\\d.]+)`, 'm');
  const found = cell.exec(readFileSync(DOCUMENT, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`docs/performance.md has no figure ${name}`);
  return Number(found);
}
