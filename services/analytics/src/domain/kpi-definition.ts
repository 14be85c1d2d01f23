/** What a figure is called and how it is made. A formula that changes gets a new version. */
export type KpiDefinition = {
  readonly name: string;
  readonly version: number;
  readonly definition: string;
};

const SALES = 'Credit sales are invoices less credit notes, and loaded items, tax included.';
const OWED =
  'Receivables are invoices and loaded items less credit notes, applied payments and write-offs.';
const NOT_DUE = 'Not past due is what is open of invoices that are due on the last day or later.';
const TIMES =
  'Of orders that took the last step in the period, by recorded time; history by its documents.';
const DECISIONS =
  'Recorded time, of orders that took the last step in the period; history is left out.';

/** Every figure that is published, with its definition. */
export const KPIS = {
  dsoPeriodEnd: kpi(
    'dso_period_end',
    `Receivables at the end of the period ÷ credit sales × days. ${SALES} ${OWED}`,
  ),
  dsoAverage: kpi(
    'dso_average',
    `Mean of receivables at begin and end ÷ credit sales × days. ${SALES} ${OWED}`,
  ),
  dsoCountback: kpi(
    'dso_countback',
    'Sales of the latest calendar months are taken off the receivables at the end until they are ' +
      `used up; their days are added, those of the last month in proportion. ${SALES} ${OWED}`,
  ),
  dsoBestPossible: kpi(
    'dso_best_possible',
    `Receivables not past due at the end ÷ credit sales × days. ${NOT_DUE} ${SALES}`,
  ),
  averageDaysDelinquent: kpi(
    'average_days_delinquent',
    'DSO at the end of the period − best possible DSO.',
  ),
  collectionEffectiveness: kpi(
    'collection_effectiveness_full_period',
    '(Receivables at begin + credit sales − receivables at end) ÷ (receivables at begin + credit ' +
      `sales − receivables not past due at end), with the sales of the whole period. ${NOT_DUE}`,
  ),
  cashApplicationRate: kpi(
    'cash_application_rate',
    'Amount applied less taken back ÷ amount received, each by its own date in the period.',
  ),
  cashPerDay: kpi(
    'cash_per_day',
    'Money received by value date, reversed and refunded by the date of the entry. Days without ' +
      'any are left out.',
  ),
  holdRate: kpi(
    'hold_rate',
    'Orders that a hold stopped at least once ÷ orders, of those ordered in the period; history ' +
      'is left out.',
  ),
  ordersByState: kpi(
    'orders_by_state',
    'All orders on record by what they are now: the first that is true of rejected, cancelled, ' +
      'closed, held, invoiced, shipped, partially_invoiced, partially_shipped, released, placed.',
  ),
} as const;

/** The spans of time that are measured, in the order of the process. */
export const CYCLES = {
  orderToApproval: kpi(
    'order_to_approval',
    `From placed to first approved by credit. ${DECISIONS}`,
  ),
  orderToRelease: kpi('order_to_release', `From placed to first released. ${DECISIONS}`),
  releaseToShip: kpi('release_to_ship', `From first released to first shipped. ${TIMES}`, 2),
  shipToInvoice: kpi('ship_to_invoice', `From first shipped to first invoiced. ${TIMES}`, 2),
  invoiceToCash: kpi('invoice_to_cash', `From last invoiced to all settled. ${TIMES}`, 2),
  orderToCash: kpi('order_to_cash', `From placed to all invoiced and settled. ${TIMES}`, 2),
} as const;

/** A measured span of time. */
export type Cycle = keyof typeof CYCLES;

function kpi(name: string, definition: string, version = 1): KpiDefinition {
  return { name, version, definition };
}
