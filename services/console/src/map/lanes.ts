/** Who says what, in the order of the process: a lane of the map each. */
export const LANES: readonly (readonly [name: string, facts: readonly string[]])[] = [
  ['Order', ['OrderPlaced', 'OrderChanged', 'HoldReleased', 'HoldRejected', 'OrderCancelled']],
  ['Credit', ['CreditHeld', 'CreditApproved', 'CreditRejected']],
  ['Release', ['OrderReleased', 'CancelRequested']],
  [
    'Stock',
    ['StockBackordered', 'StockReserved', 'ReservationReleased', 'CancelAccepted', 'CancelRefused'],
  ],
  ['Shipping', ['ShipmentPlanned', 'Shipped', 'Delivered', 'ShipmentVoided']],
  ['Invoice', ['Invoiced', 'CreditNoted', 'ReminderSent', 'ItemDisputed', 'OpenItemLoaded']],
  [
    'Cash',
    [
      'PaymentReceived',
      'PaymentApplied',
      'CreditApplied',
      'PaymentUnapplied',
      'PaymentReversed',
      'PaymentRefunded',
      'WrittenOff',
      'OpenItemReopened',
      'OpenItemClosed',
    ],
  ],
];

/** The lane of a fact; what nobody knows comes last. */
export function laneOf(type: string): number {
  const lane = LANES.findIndex(([, facts]) => facts.includes(type));
  return lane < 0 ? LANES.length - 1 : lane;
}

/** Its place within the lane. */
export function placeOf(type: string): number {
  const place = LANES[laneOf(type)]?.[1].indexOf(type) ?? -1;
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}
