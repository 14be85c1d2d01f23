import { Clock, connect, databaseUrl, newId } from '@o2c/runtime';
import { testServerUrl } from '@o2c/testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { arrayText, fromListText, listText } from './array-text.js';

describe('Parameters in PostgreSQL text', () => {
  let source: DataSource;

  beforeAll(async () => {
    const url = databaseUrl(testServerUrl(), `t${newId(new Clock()).slice(-12)}`, 'arrays');
    source = await connect({ name: 'arrays', url, migrations: [] });
  });

  afterAll(() => source.destroy());

  const printable = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));

  it('bring back every text as it was, and null as null', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(printable)), async (texts) => {
        const [row] = (await source.query('SELECT $1::text[] AS back', [arrayText(texts)])) as [
          { back: (string | null)[] },
        ];
        expect(row.back).toEqual(texts);
      }),
      { numRuns: 200 },
    );
  });

  it('bring back every document as it was, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ a: printable, b: fc.integer() })), async (all) => {
        const rows = (await source.query(
          `SELECT document::json FROM ${fromListText('$1')} WITH ORDINALITY
               AS list (document, place) WHERE document <> '' ORDER BY place`,
          [listText(all)],
        )) as { document: unknown }[];
        expect(rows.map(({ document }) => document)).toEqual(all);
      }),
      { numRuns: 100 },
    );
  });

  it('leave to the driver what is not plain', () => {
    expect(arrayText([new Date(0)])).toBeUndefined();
    expect(arrayText([['nested']])).toBeUndefined();
  });
});
