import type { Order } from '@o2c/client';

const OVER = new Set(['closed', 'cancelled', 'rejected']);

/** Whether nothing follows any more. */
export function isOver({ status }: Order): boolean {
  return OVER.has(status);
}
