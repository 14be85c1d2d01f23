import { isDate } from '@o2c/money';
import { field, type FieldOptions, must } from './field.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** A day of the calendar, `2026-11-22`. */
export function DateField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'date' },
    { example: '2026-11-22', ...options },
    must('a date such as 2026-11-22', (value) => typeof value === 'string' && isDate(value)),
  );
}

/** An instant with its time zone, `2026-11-22T08:00:00Z`. */
export function InstantField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'date-time' },
    { example: '2026-11-22T08:00:00Z', ...options },
    must('an instant such as 2026-11-22T08:00:00Z', isInstant),
  );
}

/** Whether the value is an instant with its time zone, which is 14 hours from UTC at most. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !INSTANT.test(value)) return false;
  return isDate(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));
}
