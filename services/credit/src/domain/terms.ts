import { refuse, type DataOf, type FieldError } from '@o2c/contracts';
import { money, moneyJson, MoneyError, parseMoney, type MoneyJson } from '@o2c/money';

/** How far a customer may go; amounts in minor units of the account's currency. */
export type Terms = {
  /** null: not checked. */
  readonly limit: number | null;
  /** Orders are held while more than `amount` is overdue, the oldest of it by more than `days`. */
  readonly overdue: { readonly amount: number; readonly days: number } | null;
  /** Orders of a later date are held until somebody has looked at the account again. */
  readonly reviewOn: string | null;
  /** Why every order is held. */
  readonly blocked: string | null;
};

/** A customer about whom nobody has decided anything. */
export const NO_TERMS: Terms = { limit: null, overdue: null, reviewOn: null, blocked: null };

/** Terms as a controller asks for them: rules and block stay as they are where left out. */
export type TermsRequest = {
  readonly limit: MoneyJson | null;
  readonly rules?: RulesRequest | undefined;
  readonly blocked?: { readonly reason: string } | null | undefined;
};
type RulesRequest = {
  readonly overdue?: { readonly amount: MoneyJson; readonly days: number } | undefined;
  readonly reviewOn?: string | undefined;
};

/** The terms after the request. Throws DomainError with all faults: currency, decimals, sign. */
export function changed(terms: Terms, request: TermsRequest, currency: string): Terms {
  const { limit, rules, blocked } = request;
  const faults: FieldError[] = [];
  const read = (path: string, json: MoneyJson) => amountOf(json, currency, path, faults);
  const after: Terms = {
    limit: limit && read('/limit', limit),
    ...(rules ? rulesOf(rules, read) : { overdue: terms.overdue, reviewOn: terms.reviewOn }),
    blocked: blocked === undefined ? terms.blocked : (blocked?.reason ?? null),
  };
  refuse(faults);
  return after;
}

/** The terms as facts and answers carry them. */
export function termsJson({ limit, overdue, reviewOn, blocked }: Terms, currency: string) {
  const amount = (minor: number) => moneyJson(money(minor, currency));
  return {
    limit: limit === null ? null : amount(limit),
    rules: {
      ...(overdue && { overdue: { amount: amount(overdue.amount), days: overdue.days } }),
      ...(reviewOn !== null && { reviewOn }),
    },
    ...(blocked !== null && { blocked: { reason: blocked } }),
  };
}

/** The terms that a fact carries: it says all of them, so nothing stays as it was. */
export function termsOf({ limit, rules, blocked }: DataOf<'CreditLimitChanged'>): Terms {
  return {
    limit: limit && parseMoney(limit).minor,
    ...rulesOf(rules, (_, json) => parseMoney(json).minor),
    blocked: blocked?.reason ?? null,
  };
}

function rulesOf(
  { overdue, ...rules }: RulesRequest,
  read: (path: string, json: MoneyJson) => number,
): Pick<Terms, 'overdue' | 'reviewOn'> {
  const reviewOn = rules.reviewOn ?? null;
  if (!overdue) return { overdue: null, reviewOn };
  const amount = read('/rules/overdue/amount', overdue.amount);
  return { overdue: { amount, days: overdue.days }, reviewOn };
}

/** Notes what is wrong with the amount, so that one answer can name all faults. */
function amountOf(json: MoneyJson, currency: string, path: string, faults: FieldError[]): number {
  const fault = (message: string) => faults.push({ code: 'content.invalid', path, message });
  try {
    const { minor } = parseMoney(json);
    if (minor < 0) fault(`${json.amount} is negative`);
    if (json.currency !== currency) fault(`the account is in ${currency}, not ${json.currency}`);
    return minor;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    error.faults.forEach(fault);
    return 0;
  }
}
