import { useRowsAt } from '../api.js';
import { instantText, spokenText } from '../format.js';
import { Sheet } from '../parts/act-dialog.js';
import { type Column, DataList } from '../parts/data-list.js';
import { PageLink } from '../parts/page-link.js';
import { Empty } from '../parts/states.js';
import { factName } from '../words.js';

/** A fact or document that a figure counts. */
type Behind = {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly summary: string;
  readonly order?: string | null;
};

const COLUMNS: readonly Column<Behind>[] = [
  {
    title: 'What',
    width: 'minmax(0, 1fr)',
    cell: ({ type, summary, order }) => (
      <span className="two-lines long-title">
        {order ? (
          <PageLink href={`/orders/${order}`}>{spokenText(summary)}</PageLink>
        ) : (
          <span>{spokenText(summary)}</span>
        )}
        <small className="soft">{factName(type)}</small>
      </span>
    ),
  },
  { title: 'When', width: '10rem', wide: true, cell: ({ time }) => instantText(time) },
];

/** A figure by its name, and how it is computed. */
export type Defined = { readonly name: string; readonly definition: string };

/** What a figure was made of. */
export function FactsBehind({
  figure: { name, definition },
  period,
  onClose,
}: {
  readonly figure: Defined;
  readonly period: { readonly from: string; readonly to: string };
  readonly onClose: () => void;
}) {
  const facts = useRowsAt<Behind>(`/v1/kpis/${encodeURIComponent(name)}/facts`, period);
  return (
    <Sheet title="Facts behind the figure" onClose={onClose}>
      <p className="soft">{definition}</p>
      <div className="facts-behind">
        <DataList
          label="Facts"
          tall
          of={facts}
          columns={COLUMNS}
          keyOf={({ id }) => id}
          empty={<Empty title="Nothing was counted in this period" />}
        />
      </div>
      <div className="actions">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Sheet>
  );
}
