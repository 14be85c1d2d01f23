import { DomainError, type FieldError } from '@o2c/contracts';
import { exponent, type MoneyJson } from '@o2c/money';
import { notEnoughOpen } from './apply-payment.js';
import { amountIn, fault, positiveIn, refuseAll } from './faults.js';
import { Journal } from './journal.js';
import { disputable, inCurrency, itemFields, later, type OpenItem } from './open-item.js';
import { type Decision, itemIn, type Rows } from './rows.js';
import { announce, ofItem } from './settle.js';

/** How much of an item the customer disputes from now on. */
export type DisputeItem = {
  readonly type: 'DisputeItem';
  readonly item: string;
  readonly disputed: MoneyJson;
  readonly reason?: string | undefined;
  /** The version that the caller has seen, if it says so. */
  readonly version?: number | undefined;
};

/** What is open of an item, or part of it, will not be collected. */
export type WriteOffItem = {
  readonly type: 'WriteOffItem';
  readonly item: string;
  /** Default: all that is open. */
  readonly amount?: MoneyJson | undefined;
  readonly reason: string;
  /** May write off more than the small amount that everybody with the scope may. */
  readonly unlimited: boolean;
  readonly found: { readonly today: string };
};

/** A reminder of an item goes out at a level. */
export type RemindItem = {
  readonly type: 'RemindItem';
  readonly item: string;
  readonly run: string;
  readonly level: number;
  readonly daysOverdue: number;
};

/** Whole units of currency that may be written off of one item without the scope `admin`. */
const WRITE_OFF_LIMIT = 100;

/** Sets the disputed amount, at most what is open; it never blocks an application. */
export function disputeItem(rows: Rows, command: DisputeItem): Decision {
  const item = knownItem(rows, command.item);
  if (command.version !== undefined && command.version !== item.version) {
    const message = `The item is at version ${item.version} by now`;
    throw new DomainError('precondition.failed', message, [], { version: item.version });
  }
  const faults: FieldError[] = [];
  const amount = amountIn(command.disputed, '/disputed', faults);
  if (amount && amount.minor < 0) {
    faults.push(fault('amount.not_positive', '/disputed', 'A disputed amount is not below 0'));
  }
  faults.push(...currencyFaults(command.disputed, item, '/disputed'));
  refuseAll(faults);
  const disputed = disputable(amount?.minor ?? 0, item.open);
  if (disputed === item.disputed) return [];
  const { reason } = command;
  const json = inCurrency(item, disputed);
  const data = { ...itemFields(item), disputed: json, ...(reason !== undefined && { reason }) };
  return [{ type: 'ItemDisputed', data }];
}

/** Writes off; of a credit note, what the customer will not claim. */
export function writeOffItem(rows: Rows, command: WriteOffItem): Decision {
  const item = knownItem(rows, command.item);
  const faults: FieldError[] = [];
  const asked = command.amount && positiveIn(command.amount, '/amount', faults);
  if (command.amount) faults.push(...currencyFaults(command.amount, item, '/amount'));
  refuseAll(faults);
  if (item.open === 0) {
    throw new DomainError('open_item.closed', `Nothing of ${item.document} is open`);
  }
  const size = asked?.minor ?? Math.abs(item.open);
  if (size > Math.abs(item.open)) throw notEnoughOpen(item, size);
  const limit = WRITE_OFF_LIMIT * 10 ** exponent(item.currency);
  if (!command.unlimited && size + Math.abs(item.writtenOff) > limit) {
    const message = `More than ${WRITE_OFF_LIMIT} ${item.currency} of an item needs scope admin`;
    throw new DomainError('write_off.forbidden', message);
  }
  return writtenOff(rows, item, Math.sign(item.open) * size, command);
}

/** Notes that a level was reached; each once, and never for what is disputed or settled. */
export function remindItem(rows: Rows, command: RemindItem): Decision {
  const { run, level, daysOverdue } = command;
  const item = itemIn(rows, command.item);
  if (!item || item.reminded >= level || item.history || item.open - item.disputed <= 0) return [];
  const amount = inCurrency(item, item.open - item.disputed);
  return [{ type: 'ReminderSent', data: { ...itemFields(item), run, level, amount, daysOverdue } }];
}

function writtenOff(
  rows: Rows,
  item: OpenItem,
  amount: number,
  { reason, found }: WriteOffItem,
): Decision {
  const journal = new Journal(rows);
  const on = later(found.today, item.documentDate);
  const entry = { kind: 'written_off', ...ofItem(item), amount, on, reason } as const;
  journal.post({ ...entry, debit: 'write_off', credit: 'receivables' });
  const json = inCurrency(item, amount);
  journal.record({ type: 'WrittenOff', data: { ...itemFields(item), amount: json, reason, on } });
  announce(journal, item, on);
  return journal.facts;
}

function knownItem(rows: Rows, id: string): OpenItem {
  const item = itemIn(rows, id);
  if (item) return item;
  throw new DomainError('open_item.unknown', `Open item ${id} is not known`);
}

function currencyFaults(json: MoneyJson, item: OpenItem, path: string): readonly FieldError[] {
  if (json.currency === item.currency) return [];
  return [fault('currency.mismatch', path, `${item.document} is in ${item.currency}`)];
}
