import type {
  CancelRequested,
  OrderReleased,
  ReservationReleased,
  StockReserved,
} from '@o2c/contracts';
import type { DecideCancel, PlanReserved, RecordRelease, TakeBackReserved } from './command.js';

/** What the other services say about an order that is to be shipped. */
export type Heard = OrderReleased | CancelRequested | StockReserved | ReservationReleased;

/** What a fact asks of shipping. */
export function commandOf(
  fact: Heard,
): RecordRelease | DecideCancel | PlanReserved | TakeBackReserved {
  switch (fact.type) {
    case 'OrderReleased':
      return { type: 'RecordRelease', data: fact.data };
    case 'CancelRequested':
      return { type: 'DecideCancel', data: fact.data };
    case 'StockReserved':
      return { type: 'PlanReserved', data: fact.data };
    case 'ReservationReleased':
      return { type: 'TakeBackReserved', data: fact.data };
  }
}
