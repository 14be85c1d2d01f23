import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientTypes } from './client-types.js';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('The types of the client', () => {
  it('are those of docs/openapi.json: npm run docs:client', () => {
    const written = clientTypes(JSON.parse(read('docs/openapi.json')));
    expect(read('libs/client/src/api-types.ts')).toBe(written);
  });

  it('say what an operation takes, what of it may be left out, and what it answers', () => {
    const money = { $ref: '#/components/schemas/Money' };
    const json = (schema: object) => ({ content: { 'application/json': { schema } } });
    const text = clientTypes({
      components: {
        schemas: {
          Money: { type: 'object', properties: { amount: { type: 'string' } }, required: [] },
        },
      },
      paths: {
        '/v1/items/{id}': {
          get: {
            parameters: [
              { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
              { in: 'query', name: 'asOf', schema: { type: 'string' }, description: 'a day' },
            ],
            responses: { '200': json({ anyOf: [money, { type: 'null' }] }), '404': {} },
          },
        },
      },
    });
    expect(text).toContain('export type Money = {\n  readonly amount?: string;\n};');
    expect(text.replace(/\s+/g, ' ')).toContain(
      "'GET /v1/items/{id}': { readonly path: { readonly id: string; }; readonly query?: " +
        '{ /** a day */ readonly asOf?: string | undefined; }; readonly answer: Money | null; };',
    );
  });
});
