import {
  DomainError,
  type FieldError,
  NotHeardYet,
  refuse,
  statusOf,
  type ErrorCode,
  ERROR_STATUS,
} from '@o2c/contracts';
import { type Money, MoneyError, type MoneyJson, parseMoney } from '@o2c/money';

/** What a request named, as this service knows it. */
export type Parties = {
  /** Missing when it is not known, or not named while there are several. */
  readonly seller?: { readonly id: string; readonly currency: string } | undefined;
  readonly severalSellers: boolean;
  /** Missing when it is not named or not known. */
  readonly customer?: string | undefined;
  /** The date in the seller's time zone. */
  readonly today: string;
};

/** Before anything was looked up. */
export const NO_PARTIES: Parties = { severalSellers: false, today: '' };

/** One fault of a request. */
export function fault(code: string, path: string, message: string): FieldError {
  return { code, path, message };
}

/** The faults of a request's seller and customer. */
export function partyFaults(
  named: { readonly seller?: string | undefined; readonly customer?: string | undefined },
  { seller, severalSellers, customer }: Parties,
): readonly FieldError[] {
  const faults: FieldError[] = [];
  if (!seller && named.seller === undefined && severalSellers) {
    faults.push(fault('seller.required', '/seller', 'There are several sellers: name one'));
  } else if (!seller) {
    const name = named.seller ?? 'any';
    faults.push(fault('seller.unknown', '/seller', `Seller ${name} is not known here`));
  }
  if (named.customer !== undefined && customer === undefined) {
    const message = `Customer ${named.customer} is not known here`;
    faults.push(fault('customer.unknown', '/customer', message));
  }
  return faults;
}

/** Reads an amount; what is wrong with it goes to `faults`, and nothing is answered. */
export function amountIn(json: MoneyJson, path: string, faults: FieldError[]): Money | undefined {
  try {
    return parseMoney(json);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    for (const message of error.faults) faults.push(fault('amount.invalid', path, message));
    return undefined;
  }
}

/** The same, for an amount that must be above 0. */
export function positiveIn(json: MoneyJson, path: string, faults: FieldError[]): Money | undefined {
  const amount = amountIn(json, path, faults);
  if (!amount || amount.minor > 0) return amount;
  faults.push(fault('amount.not_positive', path, `${json.amount} is not above 0`));
  return undefined;
}

/**
 * Refuses all faults at once, or returns when there is none. When everything that is wrong is
 * something not heard of yet, its fact may be on the way.
 */
export function refuseAll(faults: readonly FieldError[]): void {
  const [first] = faults;
  if (!first) return;
  const message = faults.map((one) => one.message).join('; ');
  if (faults.every(({ code }) => code.endsWith('.unknown'))) throw new NotHeardYet(message, faults);
  if (faults.length === 1 && isContentCode(first.code)) {
    throw new DomainError(first.code, message, faults);
  }
  refuse(faults);
}

function isContentCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_STATUS, code) && statusOf(code as ErrorCode) === 422;
}
