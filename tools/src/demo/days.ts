import { addDays } from '@o2c/money';

/** Every day from one to another, both included. */
export function daysFrom(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Whether nobody works that day. */
export function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
}

/** So many days of work later; a weekend's day counts as the Monday after it. */
export function workdaysAfter(date: string, count: number): string {
  let day = date;
  for (let left = count; left > 0 || isWeekend(day);) {
    day = addDays(day, 1);
    if (!isWeekend(day)) left -= 1;
  }
  return day;
}
