import { ApiProperty } from '@nestjs/swagger';
import { moneyJson } from '@o2c/money';
import { Choice, DateField, Flag, Int, MoneyDto, MoneyField, Text, UuidField } from '@o2c/runtime';
import type { Letter } from '../domain/reminder.js';
import type { LetterRow, RunRow } from './reminder.store.js';

/** Which items are reminded of. */
export class ReminderRunRequest {
  @DateField({ optional: true, doc: 'default: today in the time zone of the seller' })
  readonly asOf?: string;

  @Flag({ optional: true, doc: 'true: only show what would be sent' })
  readonly preview?: boolean;

  @Text({ optional: true, doc: 'id or number; may be left out while there is one' })
  readonly seller?: string;
}

/** Which runs are listed. */
export class ReminderRunQuery {
  @UuidField({ optional: true })
  readonly seller?: string;

  @DateField({ optional: true })
  readonly asOf?: string;
}

/** An item that the customer is reminded of; `amount` without what is disputed. */
export class ReminderItemView {
  @UuidField()
  readonly openItem!: string;

  @Text()
  readonly document!: string;

  @DateField()
  readonly dueDate!: string;

  @Int()
  readonly daysOverdue!: number;

  @Int({ min: 1, max: 3 })
  readonly level!: number;

  @MoneyField()
  readonly amount!: MoneyDto;
}

/** One letter; its level is the highest of its items. */
export class ReminderView {
  @UuidField()
  readonly customer!: string;

  @Int({ min: 1, max: 3 })
  readonly level!: number;

  @ApiProperty({ type: ReminderItemView, isArray: true })
  readonly items!: ReminderItemView[];

  @MoneyField()
  readonly total!: MoneyDto;

  @Choice(['pending', 'sent', 'failed', 'no_address'], { optional: true, doc: 'of the e-mail' })
  readonly state?: string;

  @Text({ optional: true, doc: 'why the e-mail could not be sent' })
  readonly error?: string;
}

/** A run and its letters. */
export class ReminderRunView {
  @UuidField()
  readonly id!: string;

  @UuidField()
  readonly seller!: string;

  @DateField()
  readonly asOf!: string;

  @Flag()
  readonly preview!: boolean;

  @Text({ nullable: true, doc: 'who started it; null: the daily job' })
  readonly startedBy!: string | null;

  @ApiProperty({ type: ReminderView, isArray: true })
  readonly reminders!: ReminderView[];
}

/** A page of runs. */
export class ReminderRunPage {
  @ApiProperty({ type: ReminderRunView, isArray: true })
  readonly items!: ReminderRunView[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

/** A run as callers see it. */
export function runView({ id, seller, asOf, by, letters }: RunRow): ReminderRunView {
  const reminders = letters.map(letterView);
  return { id, seller, asOf, preview: false, startedBy: by, reminders };
}

/** A letter as callers see it. */
export function letterView(letter: Letter & Partial<LetterRow>): ReminderView {
  const { customer, level, currency, items, total, state, error } = letter;
  const money = (minor: number) => moneyJson({ minor, currency });
  return {
    customer,
    level,
    items: items.map(({ id, document, dueDate, daysOverdue, level: reached, amount }) => {
      return {
        openItem: id,
        document,
        dueDate,
        daysOverdue,
        level: reached,
        amount: money(amount),
      };
    }),
    total: money(total),
    ...(state && { state }),
    ...(error && { error }),
  };
}
