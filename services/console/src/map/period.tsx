import { useState } from 'react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { dayText } from '../format.js';
import { dayFromToday } from '../now.js';
import '../style/period.css';

type Days = readonly [from: number, to: number];

const PRESETS: readonly (readonly [string, Days])[] = [
  ['7 d', [-6, 0]],
  ['30 d', [-29, 0]],
  ['90 d', [-89, 0]],
];
const FURTHEST = -179;

/** Which days are looked at: two thumbs on the last half year, and the usual lengths. */
export function Period({
  days,
  onChange,
}: {
  readonly days: Days;
  readonly onChange: (days: Days) => void;
}) {
  const [moving, setMoving] = useState<Days>();
  const [from, to] = moving ?? days;
  const choose = (value: number[]): void => {
    setMoving(undefined);
    onChange([value[0] ?? FURTHEST, value[1] ?? 0]);
  };
  return (
    <div className="period">
      <Slider
        className="slider"
        minValue={FURTHEST}
        maxValue={0}
        value={[from, to]}
        onChange={(value) => setMoving([value[0] ?? FURTHEST, value[1] ?? 0])}
        onChangeEnd={choose}
      >
        <Label className="period-days">
          {dayText(dayFromToday(from))} – {to === 0 ? 'now' : dayText(dayFromToday(to))}
        </Label>
        <SliderTrack className="slider-track">
          {({ state }) => (
            <>
              <span
                className="slider-fill"
                style={{
                  left: `${state.getThumbPercent(0) * 100}%`,
                  right: `${(1 - state.getThumbPercent(1)) * 100}%`,
                }}
              />
              <SliderThumb index={0} className="slider-thumb" aria-label="First day" />
              <SliderThumb index={1} className="slider-thumb" aria-label="Last day" />
            </>
          )}
        </SliderTrack>
      </Slider>
      <div className="segments" role="group" aria-label="Usual periods">
        {PRESETS.map(([name, preset]) => (
          <button
            key={name}
            type="button"
            aria-pressed={preset[0] === from && preset[1] === to}
            onClick={() => onChange(preset)}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}
