import { Choice, ListOf, Text } from '@o2c/runtime';
import { HoldView } from '../orders/order-view.dto.js';

/** Why a hold is released or the order rejected. */
export class HoldDecisionRequest {
  @Text({ max: 200, example: 'payment_announced' }) declare readonly reason: string;
  @Text({ max: 2_000, optional: true }) declare readonly comment?: string;
}

/** What holds are listed by. */
export class HoldQuery {
  @Choice(['open', 'released', 'rejected'], { optional: true }) declare readonly status?: string;
  @Text({ optional: true, doc: 'id or number' }) declare readonly order?: string;
  @Text({ optional: true, doc: 'id or number' }) declare readonly customer?: string;
  @Text({ optional: true, doc: 'one of its reasons', example: 'credit.limit' })
  declare readonly code?: string;
}

/** Holds, those that wait longest first. */
export class HoldPage {
  @ListOf(() => HoldView) declare readonly items: HoldView[];
  @Text({ nullable: true, doc: 'goes into ?after=' }) declare readonly next: string | null;
}
