import type { AnyEvent, DataOf, EventType } from '@o2c/contracts';
import { parseMoney, type MoneyJson } from '@o2c/money';

/** What moves receivables and cash, each summed by document date. */
export const FLOWS = [
  'invoiced',
  'credited',
  'loaded',
  'received',
  'applied',
  'unapplied',
  'writtenOff',
  'refunded',
  'reversed',
] as const;

/** A kind of movement: `unapplied` is what was taken off items again. */
export type Flow = (typeof FLOWS)[number];

/** What one fact adds to a day of a seller, in minor units. */
export type DailyAmount = {
  readonly seller: string;
  readonly currency: string;
  readonly on: string;
  readonly flow: Flow;
  readonly minor: number;
};

/** Which movement a type of fact is, and the fields of it that bear its day and its amount. */
export type Move = { readonly flow: Flow; readonly on: string; readonly amount: string };

/** What a fact adds to its day; nothing when it moves neither receivables nor cash. */
export function dailyAmountOf(fact: AnyEvent): DailyAmount | undefined {
  const move = MOVES[fact.type];
  if (!move || !('seller' in fact.data)) return undefined;
  const data = fact.data as Readonly<Record<string, unknown>>;
  const { minor, currency } = parseMoney(data[move.amount] as MoneyJson);
  const on = data[move.on] as string;
  return { seller: fact.data.seller, currency, on, flow: move.flow, minor };
}

/** What a type of fact moves; nothing when it moves neither receivables nor cash. */
export function moveOf(type: EventType): Move | undefined {
  return MOVES[type];
}

type MoveIn<D> = Move & {
  readonly on: FieldOf<D, string>;
  readonly amount: FieldOf<D, MoneyJson>;
};

type FieldOf<D, V> = { [K in keyof D]-?: D[K] extends V ? K : never }[keyof D];

/** Cash counts on its value date, everything else on the date of its document or entry. */
const BY_TYPE: { readonly [T in EventType]?: MoveIn<DataOf<T>> } = {
  Invoiced: { flow: 'invoiced', on: 'issuedOn', amount: 'payable' },
  CreditNoted: { flow: 'credited', on: 'issuedOn', amount: 'gross' },
  OpenItemLoaded: { flow: 'loaded', on: 'documentDate', amount: 'amount' },
  PaymentReceived: { flow: 'received', on: 'valueDate', amount: 'amount' },
  PaymentApplied: { flow: 'applied', on: 'on', amount: 'amount' },
  PaymentUnapplied: { flow: 'unapplied', on: 'on', amount: 'amount' },
  WrittenOff: { flow: 'writtenOff', on: 'on', amount: 'amount' },
  PaymentRefunded: { flow: 'refunded', on: 'on', amount: 'amount' },
  PaymentReversed: { flow: 'reversed', on: 'on', amount: 'amount' },
};

const MOVES: { readonly [type: string]: Move | undefined } = BY_TYPE;
