import type { ReactNode } from 'react';

/** A choice among few, as the browser draws it. */
export function Select({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="field inline">
      <span>{label}</span>
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A line of text with its name above. */
export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  required = false,
  note,
  inputMode,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: string;
  readonly required?: boolean;
  readonly note?: ReactNode;
  readonly inputMode?: 'decimal';
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type={type}
        required={required}
        inputMode={inputMode}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {note && <small className="soft">{note}</small>}
    </label>
  );
}
