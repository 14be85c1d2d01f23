import type { ReactNode } from 'react';
import type { Rows } from '../api.js';
import { type Column, DataList } from './data-list.js';
import { Page } from './page.js';
import { Empty } from './states.js';

const UNFIT = <Empty title="Nothing like this">With other filters there may be.</Empty>;

/** A page that is one list: its filters above it, and what is done there. */
export function ListPage<T extends { readonly id: string }>({
  title,
  lead,
  actions,
  filters,
  isFiltered,
  empty,
  children,
  ...list
}: {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly filters: ReactNode;
  readonly of: Rows<T>;
  readonly columns: readonly Column<T>[];
  /** Whether there may be more than what the filters let through. */
  readonly isFiltered: boolean;
  /** What is said where there is nothing at all. */
  readonly empty: ReactNode;
  readonly tall?: boolean;
  /** Windows over the page. */
  readonly children?: ReactNode;
}) {
  return (
    <Page title={title} lead={lead} actions={actions}>
      <div className="filters">{filters}</div>
      <DataList label={title} keyOf={({ id }) => id} empty={isFiltered ? UNFIT : empty} {...list} />
      {children}
    </Page>
  );
}
