import type { Address } from '@o2c/contracts';
import { dayOf } from '@o2c/runtime';
import { quantityJson, type Quantity } from '@o2c/money';
import type { Shipment } from '../domain/shipment.js';

/** An address as it is written on paper. */
export function addressLines({ name, lines, postalCode, city, country }: Address): string[] {
  return [name, ...lines, [postalCode, city].filter(Boolean).join(' '), country];
}

/** A weight in millionths of a kilogram. */
export function weightText(weight: Quantity): string {
  return `${quantityJson(weight)} kg`;
}

/** When the papers of a shipment date from: when it left, else when it was planned. */
export function dateOf({ id, shippedAt }: Shipment): string {
  return shippedAt ?? `${dayOf(id)}T00:00:00.000Z`;
}
