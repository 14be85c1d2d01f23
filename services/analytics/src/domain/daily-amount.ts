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

/** What a fact adds to its day; nothing when it moves neither receivables nor cash. */
export function dailyAmountOf(fact: AnyEvent): DailyAmount | undefined {
  const read = READERS[fact.type] as
    ((data: object) => readonly [Flow, string, MoneyJson]) | undefined;
  if (!read || !('seller' in fact.data)) return undefined;
  const [flow, on, amount] = read(fact.data);
  const { minor, currency } = parseMoney(amount);
  return { seller: fact.data.seller, currency, on, flow, minor };
}

/** Cash counts on its value date, everything else on the date of its document or entry. */
const READERS: {
  readonly [T in EventType]?: (data: DataOf<T>) => readonly [Flow, string, MoneyJson];
} = {
  Invoiced: ({ issuedOn, payable }) => ['invoiced', issuedOn, payable],
  CreditNoted: ({ issuedOn, gross }) => ['credited', issuedOn, gross],
  OpenItemLoaded: ({ documentDate, amount }) => ['loaded', documentDate, amount],
  PaymentReceived: ({ valueDate, amount }) => ['received', valueDate, amount],
  PaymentApplied: ({ on, amount }) => ['applied', on, amount],
  PaymentUnapplied: ({ on, amount }) => ['unapplied', on, amount],
  WrittenOff: ({ on, amount }) => ['writtenOff', on, amount],
  PaymentRefunded: ({ on, amount }) => ['refunded', on, amount],
  PaymentReversed: ({ on, amount }) => ['reversed', on, amount],
};
