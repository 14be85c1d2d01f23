import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiDocument } from './api-document.js';

const file = join(import.meta.dirname, '../../../docs/openapi.json');

describe('The document of the API', () => {
  it('is the one in docs/openapi.json: npm run docs:client', async () => {
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(await apiDocument()));
  }, 30_000);
});
