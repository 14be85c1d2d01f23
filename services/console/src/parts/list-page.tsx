import type { ReactNode } from 'react';
import type { Rows } from '../api.js';
import { type Column, DataList } from './data-list.js';
import { Page } from './page.js';

/** A page that is one list: its filters above it, and what is done there. */
export function ListPage<T extends { readonly id: string }>({
  title,
  lead,
  actions,
  filters,
  children,
  ...list
}: {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly filters: ReactNode;
  readonly of: Rows<T>;
  readonly columns: readonly Column<T>[];
  readonly empty: ReactNode;
  readonly tall?: boolean;
  /** Windows over the page. */
  readonly children?: ReactNode;
}) {
  return (
    <Page title={title} lead={lead} actions={actions}>
      <div className="filters">{filters}</div>
      <DataList label={title} keyOf={({ id }) => id} {...list} />
      {children}
    </Page>
  );
}
