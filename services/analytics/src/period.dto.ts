import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { addDays, isDate } from '@o2c/money';
import { isInstant, localDate } from '@o2c/runtime';
import { IsOptional, ValidateBy } from 'class-validator';

/** After it instants are written with more digits. */
const LAST_DAY = '9999-12-31';

/** One end of a period: a day, or an instant with its time zone. */
export function PeriodEndField(doc: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, required: false, description: doc, example: '2026-03-01' }),
    IsOptional(),
    ValidateBy({
      name: 'must',
      validator: {
        validate: isDayOrInstant,
        defaultMessage: () => '$property must be a date, or an instant with its time zone',
      },
    }),
  );
}

/** The day that an end of a period names, in a time zone. */
export function dayIn(end: string | undefined, timeZone: string): string | undefined {
  return end === undefined || isDate(end) ? end : localDate(end, timeZone);
}

/** The instant at which a period that begins with this day or instant begins; days are UTC. */
export function beginOf(end: string | undefined): string | undefined {
  return end !== undefined && isDate(end) ? `${end}T00:00:00Z` : end;
}

/** The first instant after a period that ends with this day or instant; the last day is no end. */
export function endOf(end: string | undefined): string | undefined {
  if (end === LAST_DAY) return undefined;
  return end !== undefined && isDate(end) ? `${addDays(end, 1)}T00:00:00Z` : end;
}

function isDayOrInstant(value: unknown): boolean {
  return typeof value === 'string' && (isDate(value) || isInstant(value));
}
