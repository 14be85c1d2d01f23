/** What a customer owes or will owe, in minor units; a unit of value is in one bucket at a time. */
export type Exposure = {
  /** Approved, not yet shipped. */
  readonly openOrders: number;
  /** Shipped, not yet invoiced. */
  readonly deliveredNotInvoiced: number;
  /** Invoiced or loaded, not yet settled; credit notes count below zero. */
  readonly openItems: number;
  /** Received from the customer, not yet used to settle anything; it lowers the total. */
  readonly unapplied: number;
};

export const NO_EXPOSURE: Exposure = {
  openOrders: 0,
  deliveredNotInvoiced: 0,
  openItems: 0,
  unapplied: 0,
};

/** What the limit is compared with. */
export function total({
  openOrders,
  deliveredNotInvoiced,
  openItems,
  unapplied,
}: Exposure): number {
  return openOrders + deliveredNotInvoiced + openItems - unapplied;
}

/** The exposure after amounts were added to some of its buckets. */
export function plus(exposure: Exposure, change: Partial<Exposure>): Exposure {
  const { openOrders = 0, deliveredNotInvoiced = 0, openItems = 0, unapplied = 0 } = change;
  return {
    openOrders: exposure.openOrders + openOrders,
    deliveredNotInvoiced: exposure.deliveredNotInvoiced + deliveredNotInvoiced,
    openItems: exposure.openItems + openItems,
    unapplied: exposure.unapplied + unapplied,
  };
}
