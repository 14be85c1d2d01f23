import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { InputOf, WorkItemDto } from '@o2c/client';
import { queries, reasonOf } from '../api.js';
import { ageText, countText, instantText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataList } from '../parts/data-list.js';
import { Select } from '../parts/field.js';
import { Page } from '../parts/page.js';
import { Empty } from '../parts/states.js';
import { useFilter } from '../parts/use-filter.js';
import { label } from '../words.js';
import { actionsOf, pageOf, type WorkAction } from './actions.js';
import { useWork } from './work-list.js';

type Question = NonNullable<InputOf<'GET /v1/work'>['query']>;

const KINDS: readonly NonNullable<Question['kind']>[] = [
  ...(['hold', 'backorder', 'short_pick', 'late_shipment', 'unapplied_cash'] as const),
  ...(['short_payment', 'disputed_item', 'failed_email', 'parked_fact'] as const),
];
const SORTS: readonly NonNullable<Question['sort']>[] = ['age', 'amount'];

/** How far an action on a piece of work got. */
type Deed = { readonly words: string; readonly state: 'under way' | 'done' | 'refused' };

/** Everything that waits for a person, and what can be done about it at once. */
export function WorkPage() {
  const [kind, setKind] = useFilter('kind', KINDS);
  const [sort, setSort] = useFilter('sort', SORTS);
  const [owner, setOwner] = useFilter('owner');
  const work = useWork({ kind, sort, owner });
  const all = useWork({ limit: 1 });
  const [asked, setAsked] = useState<{ item: WorkItemDto; action: WorkAction }>();
  const deeds = useDeeds();
  const rows = work.rows?.filter(({ id }) => deeds.of(id)?.state !== 'done');
  const owners = [
    ...new Set([...(owner ? [owner] : []), ...(work.rows ?? []).map((row) => row.owner)]),
  ];
  return (
    <Page title="Work" lead="What waits for a person, the longest waiting first.">
      <div className="filters">
        <Kinds counts={all.counts} kind={kind} onChange={setKind} />
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
      <DataList
        label="Work"
        tall
        of={{ ...work, rows }}
        columns={columnsOf(deeds.of, (item, action) => setAsked({ item, action }))}
        keyOf={({ id }) => id}
        empty={<Empty title="Nothing waits for a person">Everything else goes on by itself.</Empty>}
      />
      {asked && (
        <ActDialog
          title={`${asked.action.verb}: ${asked.item.title}`}
          verb={asked.action.verb}
          isDangerous={asked.action.isDangerous ?? false}
          reasons={asked.action.reasons}
          act={async (reason) => deeds.begin(asked.item, asked.action, reason)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Page>
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

function columnsOf(
  deedOf: (id: string) => Deed | undefined,
  ask: (item: WorkItemDto, action: WorkAction) => void,
): readonly Column<WorkItemDto>[] {
  return [
    {
      title: 'What',
      width: 'minmax(0, 1fr)',
      cell: (item) => (
        <span className="two-lines">
          <Link href={pageOf(item)}>{item.title}</Link>
          <Beneath item={item} deed={deedOf(item.id)} />
        </span>
      ),
    },
    { title: 'Owner', width: '10rem', wide: true, cell: ({ owner }) => label(owner) },
    {
      title: 'Amount',
      width: '7.5rem',
      align: 'end',
      wide: true,
      cell: ({ amount }) => <Amount of={amount} />,
    },
    {
      title: 'Waits',
      width: '4rem',
      align: 'end',
      cell: ({ since }) => <span title={instantText(since)}>{ageText(since)}</span>,
    },
    {
      title: 'Act',
      width: 'var(--act, 11.5rem)',
      align: 'end',
      cell: (item) => <Acts item={item} deed={deedOf(item.id)} ask={ask} />,
    },
  ];
}

function Beneath({
  item,
  deed,
}: {
  readonly item: WorkItemDto;
  readonly deed: Deed | undefined;
}): ReactNode {
  if (deed?.state === 'refused') {
    return (
      <small className="refusal-line" role="alert">
        {deed.words}
      </small>
    );
  }
  const { kind, order, customer } = item;
  const about = [label(kind), order?.number, customer?.name].filter(Boolean);
  return <small className="soft">{about.join(' · ')}</small>;
}

function Acts({
  item,
  deed,
  ask,
}: {
  readonly item: WorkItemDto;
  readonly deed: Deed | undefined;
  readonly ask: (item: WorkItemDto, action: WorkAction) => void;
}) {
  if (deed?.state === 'under way') return <span className="soft">{deed.words} …</span>;
  const mine = actionsOf(item);
  if (mine.length === 0) {
    return (
      <Link className="button small" href={pageOf(item)}>
        Open
      </Link>
    );
  }
  return (
    <span className="row-acts">
      {mine.map((action) => (
        <button
          key={action.verb}
          type="button"
          className="button small"
          onClick={() => ask(item, action)}
        >
          {action.verb}
        </button>
      ))}
    </span>
  );
}

/** Actions begun here: shown at once as under way, gone when done, explained when refused. */
function useDeeds() {
  const [deeds, setDeeds] = useState<Readonly<Record<string, Deed>>>({});
  const tell = (id: string, deed: Deed): void => setDeeds((old) => ({ ...old, [id]: deed }));
  const begin = (item: WorkItemDto, action: WorkAction, reason: string): void => {
    tell(item.id, { words: action.doing, state: 'under way' });
    action
      .act(item, reason)
      .then(() => tell(item.id, { words: action.verb, state: 'done' }))
      .catch((error: unknown) => tell(item.id, { words: reasonOf(error), state: 'refused' }))
      .finally(() => void queries.invalidateQueries());
  };
  return { of: (id: string): Deed | undefined => deeds[id], begin };
}
