import { instantText } from '../format.js';

/** What a timeline shows of a fact. */
export type ToldFact = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly actor: string | null;
  readonly summary: string;
};

/** What happened, the newest first. */
export function FactsList({ facts }: { readonly facts: readonly ToldFact[] }) {
  return (
    <ol className="timeline" tabIndex={0} aria-label="Facts, the newest first">
      {facts.toReversed().map(({ id, source, type, time, actor, summary }) => (
        <li key={id} data-source={source}>
          <p>{summary}</p>
          <small className="soft">
            <time dateTime={time}>{instantText(time)}</time> · {source} · {type}
            {actor && ` · ${actor}`}
          </small>
        </li>
      ))}
    </ol>
  );
}
