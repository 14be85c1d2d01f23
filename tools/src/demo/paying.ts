import { addDays, endOfMonth } from '@o2c/money';
import type { Chance } from './chance.js';
import type { Habit } from './customers.js';

/** Days after the due date, and how often. */
const DELAYS: { readonly [H in Habit]: readonly (readonly [days: number, weight: number])[] } = {
  early: [
    [-16, 2],
    [-11, 4],
    [-6, 3],
  ],
  punctual: [
    [-3, 2],
    [-1, 4],
    [0, 3],
    [2, 1],
  ],
  late: [
    [0, 2],
    [5, 4],
    [9, 4],
    [14, 3],
    [21, 2],
    [33, 1],
  ],
  chronic: [
    [24, 2],
    [36, 3],
    [48, 3],
    [70, 2],
  ],
  monthly: [[0, 1]],
  short: [
    [-1, 3],
    [4, 3],
    [11, 2],
  ],
  wordless: [
    [-2, 2],
    [3, 3],
    [8, 2],
  ],
  debit: [[0, 1]],
};

/** The day on which somebody pays an invoice. */
export function paysOn(habit: Habit, dueOn: string, chance: Chance): string {
  if (habit === 'monthly') return endOfMonth(dueOn);
  return addDays(dueOn, chance.weighted(DELAYS[habit]) + chance.between(0, 2));
}

/** What somebody pays of so many cents. */
export function amountPaid(habit: Habit, cents: number, chance: Chance): number {
  if (habit === 'short' && chance.happens(35)) return Math.round(cents * 0.97);
  return chance.happens(0.7) ? cents + 2_500 : cents;
}
