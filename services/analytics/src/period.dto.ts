import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { addDays, isDate } from '@o2c/money';
import { DomainError } from '@o2c/contracts';
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

/** Refuses a period that ends before it begins: 422. */
export function refuseBackwards(from: string | undefined, to: string | undefined): void {
  if (from === undefined || to === undefined || Date.parse(from) <= Date.parse(to)) return;
  const message = `to is before from: ${to} is before ${from}`;
  throw new DomainError('content.invalid', message, [
    { code: 'period.backwards', path: '/to', message },
  ]);
}

function isDayOrInstant(value: unknown): boolean {
  return typeof value === 'string' && (isDate(value) || isInstant(value));
}
