const DAY = 86_400_000;

/** The year 0 of ISO 8601 is none for PostgreSQL, as it is none for bookkeepers. */
const FIRST = Date.parse('0001-01-01');

/** Whether the text is a day of the calendar as ISO 8601 writes it: "2026-02-28". */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return time >= FIRST && write(time) === text;
}

/** The date `days` later (earlier when negative). Throws RangeError when `date` is none. */
export function addDays(date: string, days: number): string {
  return write(read(date) + days * DAY);
}

/** Days from `from` to `to`, negative when `to` is earlier. Throws RangeError for no date. */
export function daysBetween(from: string, to: string): number {
  return (read(to) - read(from)) / DAY;
}

/** The last day of the date's month. Throws RangeError when `date` is none. */
export function endOfMonth(date: string): string {
  const nextMonth = addDays(date, 32 - dayOf(date));
  return addDays(nextMonth, -dayOf(nextMonth));
}

function dayOf(date: string): number {
  return Number(date.slice(8));
}

function read(date: string): number {
  if (!isDate(date)) throw new RangeError(`"${date}" is not an ISO 8601 date`);
  return Date.parse(date);
}

function write(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
