import { MAX_VALUE_BYTES } from './event.js';

/** Bytes of the lines of one fact, at most; the rest of it is short. */
const MOST_BYTES = MAX_VALUE_BYTES - 50_000;

/**
 * The lines of a fact, in parts that each fit into a message. An order of many lines may get goods
 * from many warehouses; what is promised, or given back, in two facts is so all the same.
 */
export function inMessages<T extends object>(lines: readonly T[]): T[][] {
  const parts: T[][] = [];
  let room = 0;
  for (const line of lines) {
    const bytes = Buffer.byteLength(JSON.stringify(line)) + 1;
    if (bytes > room) {
      parts.push([]);
      room = MOST_BYTES;
    }
    parts.at(-1)?.push(line);
    room -= bytes;
  }
  return parts;
}
