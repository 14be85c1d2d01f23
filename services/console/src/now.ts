/** The time of this browser: for ages and for the days that are asked for, never for a rule. */
export function now(): Date {
  return new Date();
}

/** The day that lies so many days from today (UTC), `2026-11-27`. */
export function dayFromToday(days: number): string {
  return new Date(now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
