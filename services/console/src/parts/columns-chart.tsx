import '../style/chart.css';
import { scaleOf } from './scale.js';

/** One column: what stands below it, how high it is, and what it comes to in words. */
export type ChartColumn = {
  readonly name: string;
  readonly value: number;
  readonly text: string;
  readonly tone?: string;
};

const HEIGHT = 132;

/** Columns side by side on a scale, readable as a list by whoever does not see them. */
export function ColumnsChart({
  label,
  columns,
  textOf,
  every = 1,
}: {
  readonly label: string;
  readonly columns: readonly ChartColumn[];
  /** A value of the scale, in words. */
  readonly textOf: (value: number) => string;
  /** Only each so many-th name is written below. */
  readonly every?: number;
}) {
  const most = Math.max(1, ...columns.map(({ value }) => Math.abs(value)));
  const heightOf = (value: number): number => (Math.abs(value) / most) * HEIGHT;
  return (
    <div className="chart">
      <div className="scale" aria-hidden="true">
        {scaleOf(most).map((value) => (
          <span key={value} style={{ marginBottom: heightOf(value) }}>
            {textOf(value)}
          </span>
        ))}
      </div>
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
              style={{ height: Math.max(value === 0 ? 0 : 3, heightOf(value)) }}
            />
            <span className="column-name" aria-hidden="true">
              {index % every === 0 ? name : ' '}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
