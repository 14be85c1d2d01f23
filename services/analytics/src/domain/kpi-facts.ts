import type { EventType } from '@o2c/contracts';
import { CYCLES, type Cycle, type KpiDefinition, KPIS } from './kpi-definition.js';

/** The facts that a figure is made of. */
export type KpiFacts = {
  readonly types: readonly EventType[];
  readonly counted: Counted;
};

/**
 * Which of them count. Money: those of a day `in period`, or of any day up to its end (`to end`),
 * since what is owed is all that ever moved. Orders: those of orders `ordered` in the period, of
 * `all` on record, or the first and the last step of those that a cycle measures.
 */
export type Counted = 'in period' | 'to end' | 'ordered' | 'all' | { readonly cycle: Cycle };

const OWED: KpiFacts = {
  types: [
    ...(['Invoiced', 'CreditNoted', 'OpenItemLoaded'] as const),
    ...(['PaymentApplied', 'PaymentUnapplied', 'WrittenOff'] as const),
  ],
  counted: 'to end',
};

const OF_KPIS: { readonly [K in keyof typeof KPIS]: KpiFacts } = {
  dsoPeriodEnd: OWED,
  dsoAverage: OWED,
  dsoCountback: OWED,
  dsoBestPossible: OWED,
  averageDaysDelinquent: OWED,
  collectionEffectiveness: OWED,
  cashApplicationRate: {
    types: ['PaymentReceived', 'PaymentApplied', 'PaymentUnapplied'],
    counted: 'in period',
  },
  cashPerDay: {
    types: ['PaymentReceived', 'PaymentReversed', 'PaymentRefunded'],
    counted: 'in period',
  },
  holdRate: { types: ['OrderPlaced', 'CreditHeld'], counted: 'ordered' },
  ordersByState: {
    types: [
      ...(['OrderPlaced', 'OrderChanged', 'OrderCancelled', 'OrderReleased'] as const),
      ...(['HoldReleased', 'HoldRejected'] as const),
      ...(['CreditApproved', 'CreditHeld', 'CreditRejected'] as const),
      ...(['Shipped', 'ShipmentVoided', 'Invoiced', 'CreditNoted'] as const),
      ...(['OpenItemClosed', 'OpenItemReopened'] as const),
    ],
    counted: 'all',
  },
};

const STEPS: { readonly [C in Cycle]: readonly [first: EventType, last: EventType] } = {
  orderToApproval: ['OrderPlaced', 'CreditApproved'],
  orderToRelease: ['OrderPlaced', 'OrderReleased'],
  releaseToShip: ['OrderReleased', 'Shipped'],
  shipToInvoice: ['Shipped', 'Invoiced'],
  invoiceToCash: ['Invoiced', 'OpenItemClosed'],
  orderToCash: ['OrderPlaced', 'OpenItemClosed'],
};

const BY_NAME: ReadonlyMap<string, KpiFacts> = new Map([
  ...keysOf(KPIS).map((key) => [nameOf(KPIS[key]), OF_KPIS[key]] as const),
  ...keysOf(CYCLES).map(
    (cycle) => [nameOf(CYCLES[cycle]), { types: STEPS[cycle], counted: { cycle } }] as const,
  ),
]);

/** What the figure of this name is made of; undefined where no figure has it. */
export function factsOfKpi(name: string): KpiFacts | undefined {
  return BY_NAME.get(name);
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}

function nameOf({ name }: KpiDefinition): string {
  return name;
}
