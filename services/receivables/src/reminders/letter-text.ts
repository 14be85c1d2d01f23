import { moneyJson } from '@o2c/money';
import type { LetterToSend } from './letter.store.js';

const SUBJECTS = ['Payment reminder', 'Second payment reminder', 'Final payment reminder'];

const OPENINGS = [
  'perhaps it escaped your notice: we have not received payment of the following.',
  'in spite of our reminder the following is still unpaid.',
  'the following is long overdue. Please pay at once, or tell us why you do not.',
];

/** Subject and text of a reminder; the tone follows its level. */
export function letterText(letter: LetterToSend): {
  readonly subject: string;
  readonly text: string;
} {
  const { level, currency, items, total, sellerName, customerName } = letter;
  const amount = (minor: number): string => `${moneyJson({ minor, currency }).amount} ${currency}`;
  const lines = items.map(
    ({ document, dueDate, daysOverdue, amount: open }) =>
      `  ${document}  due ${dueDate}  ${daysOverdue} days overdue  ${amount(open)}`,
  );
  const text = [
    `Dear ${customerName ?? 'customer'},`,
    '',
    OPENINGS[level - 1] ?? '',
    '',
    ...lines,
    '',
    `  Total ${amount(total)}`,
    '',
    'If you have paid in the meantime, please disregard this letter.',
    '',
    sellerName ?? '',
    '',
  ].join('\n');
  return { subject: `${SUBJECTS[level - 1] ?? ''}: ${amount(total)}`, text };
}
