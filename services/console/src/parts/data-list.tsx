import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { reasonOf, type Rows } from '../api.js';
import { FOCUSABLE, type KeptFocus, useKeptFocus } from './kept-focus.js';
import { Failure, Loading } from './states.js';
import { useNarrow } from './use-narrow.js';

/** A column of a list. The narrow screen leaves out those that are `wide`. */
export type Column<T> = {
  readonly title: string;
  /** As CSS grid says it: `8rem`, `minmax(8rem, 2fr)`. */
  readonly width: string;
  readonly cell: (row: T) => ReactNode;
  readonly align?: 'end';
  readonly wide?: boolean;
  /** Its width on the narrow screen, and what stands there beneath it of what is left out. */
  readonly narrow?: string;
  readonly beneath?: (row: T) => ReactNode;
};

type ListProps<T> = {
  readonly label: string;
  readonly of: Rows<T>;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  readonly empty: ReactNode;
  /** Rows of two lines. */
  readonly tall?: boolean;
};

const ROW_PIXELS = 40;
const TALL_ROW_PIXELS = 60;
/** Reading on begins before the end is in sight. */
const AHEAD = 30;

/**
 * A list of any length: only the rows in sight are in the page, the next part is read before
 * the end is reached. Arrow keys go from row to row.
 */
export function DataList<T>({ empty, ...list }: ListProps<T>) {
  const { rows, error } = list.of;
  const focus = useKeptFocus(rows?.map(list.keyOf) ?? []);
  if (!rows) return error ? <Failure error={error} /> : <Loading rows={10} />;
  if (rows.length === 0) return empty;
  return <Table {...list} rows={rows} focus={focus} />;
}

function Table<T>({
  label,
  of,
  rows,
  columns,
  keyOf,
  tall = false,
  focus,
}: Omit<ListProps<T>, 'empty'> & { readonly rows: readonly T[]; readonly focus: KeptFocus }) {
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrow();
  const isTall = tall || (isNarrow && columns.some(({ beneath }) => beneath));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isTall ? TALL_ROW_PIXELS : ROW_PIXELS),
    overscan: 12,
    getItemKey: (index) => keyOf(rows[index] as T),
  });
  useEffect(() => virtual.measure(), [isTall]);
  const shown = virtual.getVirtualItems();
  const isNearEnd = (shown.at(-1)?.index ?? 0) > rows.length - AHEAD;
  const wantsMore = isNearEnd && of.hasMore && !of.isReading && !of.error;
  const { more } = of;
  useEffect(() => {
    if (wantsMore) more();
  }, [wantsMore, rows.length]);
  return (
    <div className="list" data-tall={isTall} style={templateOf(columns)}>
      <div
        className="list-table"
        role="table"
        aria-label={label}
        aria-rowcount={of.hasMore ? -1 : rows.length + 1}
      >
        <Head columns={columns} />
        <div ref={scroller} className="list-body" role="rowgroup" onKeyDown={goByArrow} {...focus}>
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {shown.map(({ key, index, start }) => (
              <div
                key={key}
                role="row"
                className="list-row"
                aria-rowindex={index + 2}
                data-index={index}
                data-key={key}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Cells columns={columns} row={rows[index] as T} isNarrow={isNarrow} />
              </div>
            ))}
          </div>
        </div>
      </div>
      {of.error && of.hasMore ? <Broken of={of} /> : null}
    </div>
  );
}

function Cells<T>({
  columns,
  row,
  isNarrow,
}: {
  readonly columns: readonly Column<T>[];
  readonly row: T;
  readonly isNarrow: boolean;
}) {
  return columns.map(({ title, align, wide, cell, beneath }) => (
    <div key={title} role="cell" data-align={align} data-wide={wide}>
      {isNarrow && beneath ? (
        <span className="two-lines">
          <span>{cell(row)}</span>
          <small className="soft">{beneath(row)}</small>
        </span>
      ) : (
        cell(row)
      )}
    </div>
  ));
}

/** The list ends here until somebody wants it read on. */
function Broken<T>({ of }: { readonly of: Rows<T> }) {
  return (
    <footer className="list-foot" role="alert">
      {reasonOf(of.error)}
      <button type="button" className="button small" onClick={of.more} disabled={of.isReading}>
        Try again
      </button>
    </footer>
  );
}

function Head<T>({ columns }: { readonly columns: readonly Column<T>[] }) {
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" aria-rowindex={1} className="list-row">
        {columns.map(({ title, align, wide }) => (
          <div key={title} role="columnheader" data-align={align} data-wide={wide}>
            {title}
          </div>
        ))}
      </div>
    </div>
  );
}

function templateOf<T>(columns: readonly Column<T>[]): CSSProperties {
  const kept = columns.filter(({ wide }) => !wide);
  return {
    '--columns': columns.map(({ width }) => width).join(' '),
    '--columns-narrow': kept.map(({ width, narrow = width }) => narrow).join(' '),
  } as CSSProperties;
}

/** The first thing that can be focused in the row above or below. */
function goByArrow(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target as HTMLElement;
  const row = from.closest<HTMLElement>('[data-index]');
  if (!step || !row || from.matches('input:not([type="checkbox"]), select, textarea')) return;
  const next = event.currentTarget.querySelector<HTMLElement>(
    `[data-index="${Number(row.dataset.index) + step}"] ${FOCUSABLE}`,
  );
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
