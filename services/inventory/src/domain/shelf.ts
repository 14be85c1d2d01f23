import type { Quantity } from '@o2c/money';
import type { Books } from './books.js';
import { byWarehouse, freeOf, type Place } from './stock.js';

/** What can still be promised while one decision deals it out. */
export class Shelf {
  private readonly skus = new Map<string, Place[]>();

  constructor(private readonly books: Books) {}

  /** What is left of a sku over all warehouses. */
  free(sku: string): Quantity {
    return this.places(sku).reduce((sum, place) => sum + place.quantity, 0);
  }

  /** Takes up to a quantity: from the main warehouse first, then from the others by name. */
  take(sku: string, quantity: Quantity): readonly Place[] {
    let rest = quantity;
    const taken: Place[] = [];
    const left = this.places(sku).map((place) => {
      const part = Math.min(rest, place.quantity);
      rest -= part;
      if (part > 0) taken.push({ ...place, quantity: part });
      return { ...place, quantity: place.quantity - part };
    });
    this.skus.set(sku, left);
    return taken;
  }

  /** Whether all these quantities can be had together; a sku may be named more than once. */
  hasAll(wanted: readonly { readonly sku: string; readonly quantity: Quantity }[]): boolean {
    const needs = new Map<string, Quantity>();
    for (const { sku, quantity } of wanted) needs.set(sku, (needs.get(sku) ?? 0) + quantity);
    return [...needs].every(([sku, quantity]) => quantity <= this.free(sku));
  }

  private places(sku: string): Place[] {
    const known = this.skus.get(sku);
    if (known) return known;
    const stock = this.books.findStock(sku);
    if (!stock || freeOf(stock) === 0) return [];
    return [...stock.levels]
      .map(([warehouse, level]) => ({ warehouse, quantity: level.onHand - level.reserved }))
      .sort((one, other) => byWarehouse(one.warehouse, other.warehouse));
  }
}
