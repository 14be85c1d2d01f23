import type { Rows, Tx } from '@o2c/messaging';
import type { DocumentKind } from './domain/document.js';
import { seriesId, type Row, type SeriesRow } from './domain/rows.js';

type Stored = { seller_id: string; kind: DocumentKind; year: number; last: number };

/** Locks number series, named `<seller>/<kind>/<year>`; the first number of a year creates one. */
export async function loadSeries(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const parts = ids.map((id) => id.split('/'));
  const key = [0, 1, 2].map((part) => parts.map((texts) => texts[part]));
  tx.write(
    `INSERT INTO number_series (seller_id, kind, year)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[])
     ON CONFLICT DO NOTHING`,
    key,
  );
  const found = await tx.query<Stored>(
    `SELECT seller_id, kind, year, last FROM number_series
      WHERE (seller_id, kind, year) IN (SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[]))
      ORDER BY seller_id, kind, year FOR UPDATE`,
    key,
  );
  return found.map(({ seller_id: seller, kind, year, last }) => {
    const row: SeriesRow = { kind: 'series', seller, documentKind: kind, year, last };
    return [seriesId(seller, kind, year), row] as const;
  });
}

/** One increment per batch, whatever the number of documents. */
export async function saveSeries(tx: Tx, changed: Rows<Row>): Promise<void> {
  const series = [...changed.values()].filter((row) => row.kind === 'series');
  if (series.length === 0) return;
  tx.write(
    `UPDATE number_series SET last = new.last
       FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[]) AS new (seller, kind, year, last)
      WHERE seller_id = new.seller AND number_series.kind = new.kind
        AND number_series.year = new.year`,
    [
      series.map(({ seller }) => seller),
      series.map(({ documentKind }) => documentKind),
      series.map(({ year }) => year),
      series.map(({ last }) => last),
    ],
  );
}
