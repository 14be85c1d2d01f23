/** Every public error code with its HTTP status; codes are never renamed. */
export const ERROR_STATUS = {
  'request.malformed': 400,
  'idempotency.key_missing': 400,
  'idempotency.key_invalid': 400,
  'page.invalid': 400,
  'auth.missing': 401,
  'auth.invalid': 401,
  'auth.forbidden': 403,
  'session.forged': 403,
  'history.forbidden': 403,
  'hold.own_order': 403,
  'price.forbidden': 403,
  'write_off.forbidden': 403,
  'route.unknown': 404,
  'seller.unknown': 404,
  'customer.unknown': 404,
  'product.unknown': 404,
  'order.unknown': 404,
  'hold.unknown': 404,
  'credit_account.unknown': 404,
  'stock.unknown': 404,
  'expected_receipt.unknown': 404,
  'shipment.unknown': 404,
  'invoice.unknown': 404,
  'credit_note.unknown': 404,
  'payment.unknown': 404,
  'open_item.unknown': 404,
  'reminder_run.unknown': 404,
  'reminder_letter.unknown': 404,
  'api_key.unknown': 404,
  'parked_fact.unknown': 404,
  'kpi.unknown': 404,
  'idempotency.in_progress': 409,
  'seller.number_taken': 409,
  'customer.number_taken': 409,
  'product.sku_taken': 409,
  'order.already_shipped': 409,
  'order.not_cancellable': 409,
  'order.not_changeable': 409,
  'order.price_fixed': 409,
  'hold.already_decided': 409,
  'stock.reserved': 409,
  'shipment.not_open': 409,
  'shipment.not_shipped': 409,
  'shipment.not_packed': 409,
  'shipment.already_picked': 409,
  'shipment.already_packed': 409,
  'shipment.already_shipped': 409,
  'shipment.already_delivered': 409,
  'shipment.already_voided': 409,
  'invoice.overcredited': 409,
  'tax_rate.missing': 409,
  'payment.not_enough': 409,
  'payment.already_reversed': 409,
  'payment.not_applied': 409,
  'open_item.not_enough': 409,
  'open_item.closed': 409,
  'document.exists': 409,
  'api_key.revoked': 409,
  'parked_fact.already_decided': 409,
  'parked_fact.queued': 409,
  'fact.stale': 409,
  'precondition.failed': 412,
  'request.too_large': 413,
  'request.media_type': 415,
  'content.invalid': 422,
  'order.invalid': 422,
  'idempotency.key_reused': 422,
  'seller.required': 422,
  'reference.unknown': 422,
  'precondition.required': 428,
  'rate.limited': 429,
  'request.cancelled': 499,
  internal: 500,
  'service.overloaded': 503,
  'service.unavailable': 503,
} as const;

/** A public error code. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** HTTP status of a code (RFC 9457 `status`). */
export function statusOf(code: ErrorCode): number {
  return ERROR_STATUS[code];
}

/** One fault of a refused request: where (JSON pointer), which rule, in words. */
export type FieldError = {
  readonly code: string;
  readonly path: string;
  readonly message: string;
};

/** A broken rule. The command has no effect; its neighbours in the batch are not touched. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly errors: readonly FieldError[] = [],
    /** Extra members of the problem document, e.g. the new state after a lost race. */
    readonly details: Readonly<Record<string, unknown>> = {},
    /** The same request got this answer before. */
    readonly replayed = false,
  ) {
    super(message);
  }
}

/**
 * The command names master data that this service has not heard of *yet* (422). The write path
 * tries again for two seconds before the caller sees it: the fact may be on its way.
 */
export class NotHeardYet extends DomainError {
  constructor(message: string, errors: readonly FieldError[] = []) {
    super('reference.unknown', message, errors);
  }
}

/** Throws all faults at once as one refusal (422), or returns when there is none. */
export function refuse(errors: readonly FieldError[], code: ErrorCode = 'content.invalid'): void {
  if (errors.length > 0) {
    throw new DomainError(code, errors.map((error) => error.message).join('; '), errors);
  }
}
