import type { Read } from './database.js';
import type { Tx } from './tx.js';

/** How far a log is handled once the facts that it comes with are. */
export type Cursor = {
  /** Name of the log: a producer, or a partition of a topic. */
  readonly log: string;
  readonly position: number;
  /**
   * Where the saved cursor stands, of a log that is read once and in order: nothing after it was
   * handled before, so that no inbox has to say so.
   */
  readonly since?: number | undefined;
};

/** How far the service has handled each log that it follows, by the log's name. */
export async function readCursors(read: Read): Promise<ReadonlyMap<string, number>> {
  const rows = await read<{ source: string; position: number }>(
    'SELECT source, position FROM cursors',
  );
  return new Map(rows.map(({ source, position }) => [source, Number(position)]));
}

/** Saves, in the transaction of the effects, that everything up to each `position` is handled. */
export function saveCursors(tx: Tx, cursors: readonly Cursor[]): void {
  if (cursors.length === 0) return;
  tx.write(SAVE, [cursors.map(({ log }) => log), cursors.map(({ position }) => position)]);
}

/** Locked by name, as by all who lock several. */
const SAVE = `
  INSERT INTO cursors (source, position)
  SELECT log, max(position) FROM unnest($1::text[], $2::bigint[]) AS handled (log, position)
   GROUP BY log ORDER BY log
  ON CONFLICT (source) DO UPDATE SET position = greatest(cursors.position, excluded.position)`;
