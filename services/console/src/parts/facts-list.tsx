import type { ReactNode } from 'react';
import { dayText, instantText, spokenText } from '../format.js';
import { factName } from '../words.js';
import { Empty } from './states.js';

/** What a timeline shows of a fact. */
export type ToldFact = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  /** What its document says, if it says another day than the one on which it was recorded. */
  readonly documentTime?: string | null;
  readonly actor: string | null;
  readonly summary: string;
};

/** What happened, the newest first; `headOf` says above a fact what it belongs to. */
export function FactsList<T extends ToldFact>({
  facts,
  headOf,
}: {
  readonly facts: readonly T[];
  readonly headOf?: (fact: T) => ReactNode;
}) {
  if (facts.length === 0) return <Empty title="Nothing has been told of it yet" />;
  return (
    <ol className="timeline" tabIndex={0} aria-label="Facts, the newest first">
      {facts.map((fact) => (
        <li key={fact.id} data-source={fact.source}>
          {headOf?.(fact)}
          <p>{spokenText(fact.summary)}</p>
          <small className="soft">
            <When {...fact} /> · {fact.source} · {factName(fact.type)}
            {fact.actor && ` · ${spokenText(fact.actor)}`}
          </small>
        </li>
      ))}
    </ol>
  );
}

function When({ time, documentTime }: Pick<ToldFact, 'time' | 'documentTime'>) {
  const recorded = <time dateTime={time}>{instantText(time)}</time>;
  if (!documentTime || documentTime.slice(0, 10) === time.slice(0, 10)) return recorded;
  return (
    <>
      <time dateTime={documentTime}>{dayText(documentTime)}</time>, recorded {recorded}
    </>
  );
}
