import { createHash } from 'node:crypto';
import { arrayText } from './array-text.js';

const names = new Map<string, string>();

/** A statement that each connection plans once: its name is a digest of its text. */
export function prepared(text: string, values: readonly unknown[]) {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return { name, text, values: values.map(encoded) };
}

function encoded(value: unknown): unknown {
  return Array.isArray(value) ? (arrayText(value) ?? value) : value;
}
