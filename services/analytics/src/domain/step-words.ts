/** What taking a step again is called. */
const REWORK: Readonly<Record<string, string>> = {
  CreditHeld: 'held again',
  CreditApproved: 'approved again',
  OrderChanged: 'changed again',
  OrderReleased: 're-release',
  StockReserved: 'reserved in parts',
  StockBackordered: 'backordered again',
  ShipmentPlanned: 'planned anew',
  Shipped: 'part shipment',
  Delivered: 'delivered in parts',
  Invoiced: 'second invoice',
  CreditNoted: 'second credit note',
  PaymentReceived: 'paid in parts',
  PaymentApplied: 'applied in parts',
  PaymentUnapplied: 'taken back again',
  OpenItemClosed: 'settled in parts',
  OpenItemReopened: 'opened again',
  ReminderSent: 'reminded again',
};

/** What it is called when a step is taken more than once. */
export function reworkIn(type: string): string {
  return REWORK[type] ?? `${inWords(type)} again`;
}

/** The type of a fact as words: `OrderReleased` is "order released". */
export function inWords(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const;

/** A time in its largest unit of which there are two or more: "36 hours", "2.5 days". */
export function waitInWords(seconds: number): string {
  const [name, size] = UNITS.find(([, unit]) => seconds >= 2 * unit) ?? ['seconds', 1];
  return `${Math.round((seconds / size) * 10) / 10} ${name}`;
}
