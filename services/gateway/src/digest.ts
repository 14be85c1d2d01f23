import { createHash } from 'node:crypto';

/** What is stored of a secret text: SHA-256, which is enough for what is long and random. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
