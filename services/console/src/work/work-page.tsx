import { useState } from 'react';
import type { InputOf, WorkItemDto } from '@o2c/client';
import { countText, spokenText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Select } from '../parts/field.js';
import { ListPage } from '../parts/list-page.js';
import { Empty } from '../parts/states.js';
import { useFilter } from '../parts/use-filter.js';
import { label } from '../words.js';
import type { WorkAction } from './actions.js';
import { type Deeds, useDeeds } from './deeds.js';
import { columnsOf } from './work-columns.js';
import { useWork } from './work-list.js';

type Question = NonNullable<InputOf<'GET /v1/work'>['query']>;

const KINDS: readonly NonNullable<Question['kind']>[] = [
  ...(['hold', 'backorder', 'short_pick', 'late_shipment', 'unapplied_cash'] as const),
  ...(['short_payment', 'disputed_item', 'failed_email', 'parked_fact'] as const),
];
const SORTS: readonly NonNullable<Question['sort']>[] = ['age', 'amount'];

/** Everything that waits for a person, and what can be done about it at once. */
export function WorkPage() {
  const [kind, setKind] = useFilter('kind', KINDS);
  const [sort, setSort] = useFilter('sort', SORTS);
  const [owner, setOwner] = useFilter('owner');
  const work = useWork({ kind, sort, owner });
  const all = useWork({ limit: 1 });
  const [asked, setAsked] = useState<Asked>();
  const deeds = useDeeds();
  const rows = work.rows?.filter(({ id }) => deeds.of(id)?.state !== 'done');
  const owners = [
    ...new Set([...(owner ? [owner] : []), ...(work.rows ?? []).map((row) => row.owner)]),
  ];
  return (
    <ListPage
      title="Work"
      lead="What waits for a person, and what can be done about it at once."
      filters={
        <>
          <Kinds counts={all.counts} kind={kind} onChange={setKind} />
          <div className="filters">
            <Select
              label="Owner"
              value={owner ?? ''}
              options={[['', 'Everybody'], ...owners.map((name) => [name, label(name)] as const)]}
              onChange={setOwner}
            />
            <Select
              label="Sort"
              value={sort ?? 'age'}
              options={[
                ['age', 'Longest waiting'],
                ['amount', 'Largest amount'],
              ]}
              onChange={setSort}
            />
          </div>
        </>
      }
      tall
      of={{ ...work, rows }}
      columns={columnsOf(deeds.of, (item, action) => setAsked({ item, action }))}
      isFiltered={!!(kind ?? owner)}
      empty={
        <Empty title="Nothing waits for a person">
          As far as this key may see; everything else goes on by itself.
        </Empty>
      }
    >
      {asked && <Act asked={asked} deeds={deeds} onClose={() => setAsked(undefined)} />}
    </ListPage>
  );
}

function Kinds({
  counts,
  kind,
  onChange,
}: {
  readonly counts: Readonly<Record<string, number>>;
  readonly kind: string | undefined;
  readonly onChange: (kind: string) => void;
}) {
  const kinds = Object.entries(counts).filter(([name, count]) => count > 0 || name === kind);
  return (
    <div className="segments" role="group" aria-label="Kinds of work">
      <button type="button" aria-pressed={kind === undefined} onClick={() => onChange('')}>
        All
      </button>
      {kinds.map(([name, count]) => (
        <button
          key={name}
          type="button"
          aria-pressed={kind === name}
          onClick={() => onChange(name)}
        >
          {label(name)} <span className="soft">{countText(count)}</span>
        </button>
      ))}
    </div>
  );
}

type Asked = { readonly item: WorkItemDto; readonly action: WorkAction };

/** The form of the action, or the question for its reason, after which the row tells the rest. */
function Act({
  asked: { item, action },
  deeds,
  onClose,
}: {
  readonly asked: Asked;
  readonly deeds: Deeds;
  readonly onClose: () => void;
}) {
  if ('form' in action) return action.form(item, onClose);
  const { verb, isDangerous = false, reasons } = action;
  const act = (reason: string): Promise<unknown> => {
    const acting = action.act(item, reason);
    deeds.begin(item, acting, action);
    onClose();
    return acting;
  };
  return (
    <ActDialog
      title={`${verb}: ${spokenText(item.title)}`}
      verb={verb}
      isDangerous={isDangerous}
      reasons={reasons}
      act={act}
      onClose={onClose}
    />
  );
}
