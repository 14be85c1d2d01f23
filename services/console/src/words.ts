/** `OrderPlaced` as people say it: `Order placed`. */
export function factName(type: string): string {
  const words = type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return capital(words);
}

/** `partially_shipped`, `short_pick`: `Partially shipped`, `Short pick`. */
export function label(code: string): string {
  return capital(code.replaceAll('_', ' '));
}

/** `net30` as people say it: `Net 30 days`. */
export function termsText(terms: string): string {
  return terms.replace(/^net(\d+)$/, 'Net $1 days');
}

/** What a state means for whoever looks at it. */
export type Mood = 'good' | 'busy' | 'wait' | 'bad' | 'quiet';

/** The mood of a status of an order, shipment, item, payment or parked fact. */
export function moodOf(status: string): Mood {
  return MOODS[status] ?? 'quiet';
}

const MOODS: Readonly<Record<string, Mood>> = {
  held: 'wait',
  rejected: 'bad',
  cancelled: 'quiet',
  closed: 'good',
  invoiced: 'busy',
  shipped: 'busy',
  partially_invoiced: 'busy',
  partially_shipped: 'busy',
  released: 'busy',
  placed: 'quiet',
  planned: 'quiet',
  picked: 'busy',
  packed: 'busy',
  delivered: 'good',
  voided: 'quiet',
  open: 'busy',
  overdue: 'bad',
  disputed: 'wait',
  unidentified: 'bad',
  unapplied: 'wait',
  partially_applied: 'wait',
  applied: 'good',
  refunded: 'quiet',
  reversed: 'bad',
  parked: 'bad',
  queued: 'wait',
  replayed: 'good',
  discarded: 'quiet',
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
