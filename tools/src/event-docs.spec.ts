import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventDocs } from './event-docs.js';

const folder = join(import.meta.dirname, '../../docs/events');

describe('The documents of the events', () => {
  it('are those that the contracts generate: npm run docs:events', () => {
    const files = eventDocs();
    expect(readdirSync(folder).sort()).toEqual(files.map(({ name }) => name).sort());
    for (const { name, text } of files) {
      expect({ name, text: readFileSync(join(folder, name), 'utf8') }).toEqual({ name, text });
    }
  });
});
