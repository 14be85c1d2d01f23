import '../style/chart.css';

/** One column: what stands below it, how high it is, and what it comes to in words. */
export type ChartColumn = {
  readonly name: string;
  readonly value: number;
  readonly text: string;
  readonly tone?: string;
};

const HEIGHT = 132;

/** Columns side by side, readable as a table by whoever does not see them. */
export function ColumnsChart({
  label,
  columns,
  every = 1,
}: {
  readonly label: string;
  readonly columns: readonly ChartColumn[];
  /** Only each so many-th name is written below. */
  readonly every?: number;
}) {
  const most = Math.max(1, ...columns.map(({ value }) => Math.abs(value)));
  return (
    <ul className="columns-chart" aria-label={label}>
      {columns.map(({ name, value, text, tone = 'main' }, index) => (
        <li key={name} title={`${name}: ${text}`}>
          <span className="sr">
            {name}: {text}
          </span>
          <span
            className="column"
            aria-hidden="true"
            data-tone={tone}
            style={{ height: Math.max(value === 0 ? 1 : 3, (Math.abs(value) / most) * HEIGHT) }}
          />
          <span className="column-name" aria-hidden="true">
            {index % every === 0 ? name : ' '}
          </span>
        </li>
      ))}
    </ul>
  );
}
