import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { isForbidden, reasonOf, type Rows } from '../api.js';
import type { Sight } from '../paging.js';
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

/**
 * A list of any length: only the rows in sight are in the page, and only those around them are
 * kept; others are read as they come near. Arrow keys go from row to row.
 */
export function DataList<T>({ empty, ...list }: ListProps<T>) {
  const { rows, error, from, beyond } = list.of;
  const count = from + (rows?.length ?? 0) + beyond;
  const focus = useKeptFocus({ keys: rows?.map(list.keyOf) ?? [], from, count });
  if (!rows || isForbidden(error)) return error ? <Failure error={error} /> : <Loading rows={10} />;
  if (count === 0) return empty;
  return <Table {...list} rows={rows} count={count} focus={focus} />;
}

type TableProps<T> = Omit<ListProps<T>, 'empty'> & {
  readonly rows: readonly T[];
  readonly count: number;
  readonly focus: KeptFocus;
};

function Table<T>({ label, of, rows, count, columns, keyOf, tall = false, focus }: TableProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrow();
  const isTall = tall || (isNarrow && columns.some(({ beneath }) => beneath));
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isTall ? TALL_ROW_PIXELS : ROW_PIXELS),
    overscan: 12,
  });
  useEffect(() => virtual.measure(), [isTall]);
  useEffect(focus.giveBack);
  const shown = virtual.getVirtualItems();
  const sight = { first: shown[0]?.index ?? 0, last: shown.at(-1)?.index ?? 0 };
  const { from, hasMore, isReading, error, show } = of;
  useEffect(() => {
    if (!isReading && !error) show(sight);
  }, [sight.first, sight.last, rows, isReading, error]);
  return (
    <div className="list" data-tall={isTall} style={templateOf(columns)}>
      <div
        className="list-table"
        role="table"
        aria-label={label}
        aria-rowcount={hasMore ? -1 : count + 1}
      >
        <Head columns={columns} />
        <div
          ref={scroller}
          className="list-body"
          role="rowgroup"
          onKeyDown={goByArrow}
          {...focus.handlers}
        >
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {shown.map(({ index, start }) => {
              const row = rows[index - from];
              const key = row && keyOf(row);
              return (
                <div
                  key={key ?? index}
                  role="row"
                  className="list-row"
                  aria-rowindex={index + 2}
                  aria-busy={!row}
                  data-index={index}
                  data-key={key}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {row ? <Cells columns={columns} row={row} isNarrow={isNarrow} /> : <Awaited />}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {error && (hasMore || from > 0) ? <Broken of={of} sight={sight} /> : null}
    </div>
  );
}

/** A row that is on its way. */
function Awaited() {
  return (
    <div role="cell" aria-label="Loading">
      <span className="bone" />
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
function Broken<T>({ of, sight }: { readonly of: Rows<T>; readonly sight: Sight }) {
  const { error, isReading, show } = of;
  return (
    <footer className="list-foot" role="alert">
      {reasonOf(error)}
      <button
        type="button"
        className="button small"
        onClick={() => show(sight)}
        disabled={isReading}
      >
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
