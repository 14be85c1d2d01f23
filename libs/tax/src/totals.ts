import type { Money, Quantity, UnitPrice } from '@o2c/money';
import { add, lineNet, negate, subtract, sum, zero } from '@o2c/money';
import type { LineTotals, NetLine } from './apportion.js';
import { apportion } from './apportion.js';
import type { TaxBreakdown, TaxedAmount } from './breakdown.js';
import { breakdown } from './breakdown.js';

/** A line to be priced; `rate` and `discountPercent` are percent decimals, both of the line. */
export type DocumentLine = {
  line: number;
  quantity: Quantity;
  unitPrice: UnitPrice;
  discountPercent?: string | undefined;
  taxCategory: string;
  rate: string;
};

/**
 * An allowance (BG-20) or charge (BG-21) of the whole document, such as freight, taxed by the
 * category and rate given with it. The amount of both is positive.
 */
export type DocumentCharge = TaxedAmount;

/** What a document's totals are made of. */
export type DocumentContent = {
  currency: string;
  lines: readonly DocumentLine[];
  allowances?: readonly DocumentCharge[] | undefined;
  charges?: readonly DocumentCharge[] | undefined;
  paid?: Money | undefined;
};

/** The totals of a document, by the names of EN 16931; all in the document's currency. */
export type DocumentTotals = {
  /** Each line's net (BT-131) and its share of tax and gross: they sum to `tax` and `gross`. */
  lines: LineTotals[];
  /** BT-106, Σ BT-131 (BR-CO-10). */
  lineTotal: Money;
  /** BT-107, Σ BT-92 (BR-CO-11). */
  allowanceTotal: Money;
  /** BT-108, Σ BT-99 (BR-CO-12). */
  chargeTotal: Money;
  /** BT-109 = BT-106 − BT-107 + BT-108 (BR-CO-13). */
  net: Money;
  /** BG-23, a group for each category and rate (BR-CO-17, BR-CO-18). */
  taxes: TaxBreakdown[];
  /** BT-110, Σ BT-117 (BR-CO-14). */
  tax: Money;
  /** BT-112 = BT-109 + BT-110 (BR-CO-15). */
  gross: Money;
  /** BT-113. */
  paid: Money;
  /** BT-115 = BT-112 − BT-113 (BR-CO-16; there is no cash rounding, BT-114). */
  payable: Money;
};

/**
 * The totals of a document as EN 16931 wants them. A line's net is rounded half-up once, tax once
 * per category and rate. A document has a line (BR-16). Throws MoneyError when currencies differ,
 * a rate or discount is no decimal, or charges have no line that could carry them.
 */
export function totals(content: DocumentContent): DocumentTotals {
  const { currency, allowances = [], charges = [], paid = zero(currency) } = content;
  const lines = content.lines.map(netLine);
  const lineTotal = total(lines, currency);
  const allowanceTotal = total(allowances, currency);
  const chargeTotal = total(charges, currency);
  const net = add(subtract(lineTotal, allowanceTotal), chargeTotal);
  const taxes = breakdown([...lines, ...allowances.map(turned), ...charges], currency);
  const tax = sum(
    taxes.map((group) => group.tax),
    currency,
  );
  const gross = add(net, tax);
  return {
    lines: apportion(lines, taxes, currency),
    ...{ lineTotal, allowanceTotal, chargeTotal, net, taxes, tax, gross },
    paid,
    payable: subtract(gross, paid),
  };
}

function netLine({ line, taxCategory, rate, ...priced }: DocumentLine): NetLine {
  const { quantity, unitPrice, discountPercent } = priced;
  const amount = lineNet(quantity, unitPrice, 'half-up', discountPercent);
  return { line, amount, taxCategory, rate };
}

function total(amounts: readonly TaxedAmount[], currency: string): Money {
  return sum(
    amounts.map(({ amount }) => amount),
    currency,
  );
}

function turned(allowance: DocumentCharge): TaxedAmount {
  return { ...allowance, amount: negate(allowance.amount) };
}
