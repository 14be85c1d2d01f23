import type { CSSProperties } from 'react';

/** A part of a bar: what it is called, how long it is, and what it comes to in words. */
export type MeterPart = {
  readonly name: string;
  readonly size: number;
  readonly text: string;
  readonly tone: string;
};

/** Parts of a whole beside each other; the words below say the same. */
export function Meter({
  parts,
  whole,
}: {
  readonly parts: readonly MeterPart[];
  readonly whole: number;
}) {
  const shown = parts.filter(({ size }) => size > 0);
  return (
    <div className="meter">
      <div className="meter-bar" aria-hidden="true">
        {shown.map(({ name, size, tone }) => (
          <span key={name} data-tone={tone} style={widthOf(size, whole)} />
        ))}
      </div>
      <dl className="meter-key">
        {parts.map(({ name, text, tone }) => (
          <div key={name}>
            <dt>
              <i data-tone={tone} aria-hidden="true" />
              {name}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function widthOf(size: number, whole: number): CSSProperties {
  return { width: `${whole <= 0 ? 0 : Math.min(100, (size / whole) * 100)}%` };
}
