import { Card } from '../parts/page.js';

/** A figure: how much, what that means, and the way to what is behind it. */
export function Figure({
  title,
  value,
  unit,
  definition,
  onOpen,
}: {
  readonly title: string;
  /** Absent: there is nothing to measure. */
  readonly value: string | undefined;
  readonly unit: string;
  readonly definition: string;
  readonly onOpen: () => void;
}) {
  return (
    <Card className="figure">
      <h2>
        <button type="button" className="link" onClick={onOpen}>
          {title}
        </button>
      </h2>
      <p className="big">
        {value ?? '–'} {value !== undefined && <small className="soft">{unit}</small>}
      </p>
      <p className="soft definition">{formulaOf(definition)}</p>
    </Card>
  );
}

/** The first sentence says what is computed, those after it of what; the facts behind tell all. */
function formulaOf(definition: string): string {
  return definition.split(/(?<=\.) /, 1)[0] ?? '';
}
