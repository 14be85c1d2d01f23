import { type FieldOptions, field, fromQuery, must } from './field.js';

export type TextOptions = FieldOptions & {
  /** Least number of characters; default 1. */
  readonly min?: number;
  /** Most characters; default 500. */
  readonly max?: number;
  readonly pattern?: RegExp;
  /** What it must be, in words; by default its length and form. */
  readonly what?: string;
};

/** A text, not only blanks, without zero bytes and half characters: these cannot be stored. */
export function Text(options: TextOptions = {}): PropertyDecorator {
  const { min = 1, max = 500, pattern } = options;
  const form = pattern ? ` of the form ${pattern.source}` : '';
  const full = min > 0 ? ', not only blanks' : '';
  const { what = `a text of ${min} to ${max} characters${full}${form}` } = options;
  const holds = (value: unknown) => isText(value, min, max) && (pattern?.test(value) ?? true);
  return field(
    {
      type: 'string',
      minLength: min,
      maxLength: max,
      ...(pattern && { pattern: pattern.source }),
    },
    options,
    must(what, holds),
  );
}

export type IntOptions = FieldOptions & { readonly min?: number; readonly max?: number };

/** A whole JSON number; in a query, its digits. */
export function Int(options: IntOptions = {}): PropertyDecorator {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
  const bounds = [
    ...('min' in options ? [`at least ${min}`] : []),
    ...('max' in options ? [`at most ${max}`] : []),
  ];
  const holds = (value: unknown) => Number.isSafeInteger(value) && between(Number(value), min, max);
  return field(
    { type: 'integer', minimum: min, maximum: max },
    options,
    fromQuery((text) => (/^-?\d+$/.test(text) ? Number(text) : text)),
    must(['a whole number', bounds.join(' and ')].filter(Boolean).join(', '), holds),
  );
}

/** true or false; in a query, these words. */
export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'boolean' },
    options,
    fromQuery((text) => (text === 'true' ? true : text === 'false' ? false : text)),
    must('true or false', (value) => typeof value === 'boolean'),
  );
}

/** One of a closed list of words. */
export function Choice(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  const holds = (value: unknown) => typeof value === 'string' && values.includes(value);
  return field(
    { type: 'string', enum: [...values] },
    options,
    must(`one of ${values.join(', ')}`, holds),
  );
}

/** A UUID of any version, as an owner of an entity makes it. */
export function UuidField(options: FieldOptions = {}): PropertyDecorator {
  const form = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
  const holds = (value: unknown) => typeof value === 'string' && form.test(value);
  return field({ type: 'string', format: 'uuid' }, options, must('a UUID', holds));
}

/** Whether the value is a text that can be stored, of the given length and not only blanks. */
export function isText(value: unknown, min: number, max: number): value is string {
  if (typeof value !== 'string' || !between(value.length, min, max)) return false;
  const isBlank = min > 0 && value.trim() === '';
  return !isBlank && isStorable(value);
}

/** Whether PostgreSQL can keep the text: no zero byte, no half of a character. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function between(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}
