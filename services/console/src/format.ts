import type { Money, Quantity } from '@o2c/client';
import { now } from './now.js';

const locale = navigator.language;
const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
const rounded = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const daysOfYear = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const currencies = new Map<string, Intl.NumberFormat>();

/** An amount as people here write it. The text is formatted as it is: no digit is lost. */
export function moneyText({ amount, currency }: Money): string {
  return exactly(currencyFormat(currency), amount);
}

/** A whole amount for places where cents say nothing, such as an axis. */
export function aboutText({ amount, currency }: Money): string {
  const options = { style: 'currency', currency, notation: 'compact' } as const;
  return exactly(new Intl.NumberFormat(locale, options), amount);
}

/** A quantity with the decimals that it has. */
export function quantityText(quantity: Quantity): string {
  return exactly(numbers, String(quantity));
}

/** A count. */
export function countText(count: number): string {
  return numbers.format(count);
}

/** A count of something: `1 order`, `2 orders`. */
export function manyText(count: number, one: string): string {
  return `${countText(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** 0.0462 as 4.6 %. */
export function shareText(share: number): string {
  return percents.format(share);
}

/** One decimal at most. */
export function decimalText(value: number): string {
  return rounded.format(value);
}

/** A day, `2026-11-27`, which has no time zone. */
export function dayText(day: string): string {
  return days.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** A day without its year, for places where that is known, such as an axis. */
export function dayOfYearText(day: string): string {
  return daysOfYear.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** An instant at the time of this browser. */
export function instantText(instant: string): string {
  return instants.format(new Date(instant));
}

/** How long ago, in whole seconds at least: `3 d`. */
export function ageText(since: string): string {
  return durationText(Math.max(1, (now().getTime() - new Date(since).getTime()) / 1_000));
}

/** Seconds in the two largest units that matter: `2 d 4 h`, `35 min`, `8 s`, `< 1 s`. */
export function durationText(seconds: number): string {
  if (seconds < 1) return '< 1 s';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  const hours = Math.round(seconds / 3_600);
  if (hours < 24) return `${hours} h`;
  const rest = hours % 24;
  const whole = Math.floor(hours / 24);
  return whole < 10 && rest > 0 ? `${whole} d ${rest} h` : `${Math.round(hours / 24)} d`;
}

const DAY = /(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g;
const AMOUNT = /(?<![\w.,-])(-?\d+(?:\.(\d+))?) ([A-Z]{3})(?!\w)/g;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** What the system says, its days and amounts as people here write them. */
export function spokenText(words: string): string {
  return words
    .replace(DAY, (day) => (Number.isNaN(Date.parse(day)) ? day : dayText(day)))
    .replace(AMOUNT, (text, amount: string, cents = '', currency: string) =>
      CURRENCIES.has(currency) && cents.length === centsOf(currency)
        ? moneyText({ amount, currency })
        : text,
    );
}

/** How many digits a currency has: a unit price may have more, and would lose them. */
function centsOf(currency: string): number | undefined {
  return currencyFormat(currency).resolvedOptions().maximumFractionDigits;
}

function currencyFormat(currency: string): Intl.NumberFormat {
  const known = currencies.get(currency);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency });
  currencies.set(currency, made);
  return made;
}

/** Intl reads decimal text exactly; its TypeScript type has not heard of every text. */
function exactly(format: Intl.NumberFormat, decimal: string): string {
  return format.format(decimal as `${number}`);
}
