import { DomainError, type ErrorCode, type FieldError } from '@o2c/contracts';
import { MoneyError, type Quantity, parseQuantity } from '@o2c/money';
import type { Shipment, ShipmentStatus } from './shipment.js';

/** What a caller does to a shipment. */
type Verb = 'pick' | 'pack' | 'ship' | 'deliver' | 'void' | 'track';

const LEFT = {
  shipped: 'shipment.already_shipped',
  delivered: 'shipment.already_shipped',
  voided: 'shipment.not_open',
} as const;
const INSIDE = {
  planned: 'shipment.not_shipped',
  picked: 'shipment.not_shipped',
  packed: 'shipment.not_shipped',
} as const;
const ENDED = {
  delivered: 'shipment.already_delivered',
  voided: 'shipment.already_voided',
} as const;

/** In which states a shipment refuses what is asked, and with which code; in all others it goes. */
export const REFUSALS: Record<Verb, Partial<Record<ShipmentStatus, ErrorCode>>> = {
  pick: { picked: 'shipment.already_picked', packed: 'shipment.already_picked', ...LEFT },
  pack: { packed: 'shipment.already_packed', ...LEFT },
  ship: LEFT,
  deliver: { ...INSIDE, ...ENDED },
  void: ENDED,
  track: { ...INSIDE, voided: 'shipment.already_voided' },
};

/** Throws the code with which the shipment refuses this in its state; its state goes along. */
export function requireReady(shipment: Shipment, verb: Verb): void {
  const code = REFUSALS[verb][shipment.status];
  if (!code) return;
  const message = `Shipment ${shipment.number} is ${shipment.status}`;
  throw new DomainError(code, message, [], { status: shipment.status });
}

/** One thing wrong with a request. */
export function fault(path: string, message: string): FieldError {
  return { code: 'content.invalid', path, message };
}

/** A quantity as the request wrote it; what is wrong with it is added to `faults`. */
export function quantityAt(
  written: number | string,
  path: string,
  faults: FieldError[],
): Quantity | undefined {
  try {
    const quantity = parseQuantity(written);
    if (quantity >= 0) return quantity;
    faults.push(fault(path, 'A quantity is not negative'));
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    faults.push(...error.faults.map((message) => fault(path, message)));
  }
  return undefined;
}

/** Clocks of callers may go ahead of ours by this much. */
const AHEAD_MS = 60_000;

/** A time that lies in the future, beyond what clocks differ. */
export function futureFaults(at: string, now: string, path: string): FieldError[] {
  const future = Date.parse(at) > Date.parse(now) + AHEAD_MS;
  return future ? [fault(path, `${at} lies in the future`)] : [];
}
