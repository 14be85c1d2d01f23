import type { WorkItemDto } from '@o2c/client';
import { Link } from 'wouter';
import { ageText, instantText, moneyText, spokenText } from '../format.js';
import { Amount } from '../parts/amount.js';
import type { Column } from '../parts/data-list.js';
import { PageLink, useWay } from '../parts/page-link.js';
import { useNarrow } from '../parts/use-narrow.js';
import { label } from '../words.js';
import { actionsOf, pagesOf, type WorkAction } from './actions.js';
import type { Deed } from './deeds.js';

/** What is shown of a piece of work, how far an action on it got, and what can be done about it. */
export function columnsOf(
  deedOf: (id: string) => Deed | undefined,
  ask: (item: WorkItemDto, action: WorkAction) => void,
): readonly Column<WorkItemDto>[] {
  return [
    {
      title: 'What',
      width: 'minmax(0, 1fr)',
      cell: (item) => (
        <span className="two-lines long-title">
          <PageLink href={pagesOf(item)}>{spokenText(item.title)}</PageLink>
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
      wide: true,
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

function Beneath({ item, deed }: { readonly item: WorkItemDto; readonly deed: Deed | undefined }) {
  const { kind, order, customer, amount, since } = item;
  const about = useNarrow()
    ? [ageText(since), amount && moneyText(amount), customer?.name ?? label(kind)]
    : [label(kind), order?.number, customer?.name];
  return (
    <>
      <small className="soft">{about.filter(Boolean).join(' · ')}</small>
      {deed?.state === 'refused' && (
        <small className="refusal-line" role="alert">
          {deed.words}
        </small>
      )}
    </>
  );
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
  const way = useWay(...pagesOf(item));
  if (deed?.state === 'under way') return <span className="soft">{deed.words} …</span>;
  const mine = actionsOf(item);
  if (mine.length === 0) {
    return way === undefined ? null : (
      <Link className="button small" href={way}>
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
