import { DomainError, type FieldError, type TaxCategory } from '@o2c/contracts';
import { money } from '@o2c/money';
import { rateOn, totals, type DocumentContent, type DocumentTotals, type TaxRate } from '@o2c/tax';
import type { Charge, Content, DocumentLine, SellerParty, TaxGroup } from './document.js';
import type { Release, ReleasedLine, ReleasedOrder, Shipment } from './order.js';

/** Billing's copy of a seller; without `party`, orders has not told of it yet. */
export type Seller = {
  readonly kind: 'seller';
  readonly id: string;
  readonly party?: SellerParty | undefined;
  readonly taxRates: readonly TaxRate[];
};

/** A seller of whom orders has told. */
export type KnownSeller = Seller & { readonly party: SellerParty };

/**
 * Lines, freight, taxes and totals of the invoice over these shipments: one line per order line,
 * its net rounded once. Freight is charged by the first invoice of the order that has none yet.
 */
export function contentOf(
  { release, freightOn }: ReleasedOrder,
  shipments: readonly Shipment[],
  seller: KnownSeller,
  taxPointOn: string,
): Content {
  const lines = linesOf(release, shipments, seller, taxPointOn);
  const goods = { currency: release.currency, lines: lines.map((line) => taxed(line, release)) };
  const freight = freightOn === undefined ? release.freight : 0;
  const charges = freight === 0 ? [] : freightCharge(freight, goods, lines);
  const result = totals({ ...goods, charges: charges.map((one) => charged(one, release)) });
  return {
    lines: lines.map((line, index) => ({
      ...line,
      net: result.lines[index]?.net.minor ?? 0,
      gross: result.lines[index]?.gross.minor ?? 0,
    })),
    charges,
    taxes: result.taxes.map(taxGroup),
    totals: inMinorUnits(result),
  };
}

type UnpricedLine = Omit<DocumentLine, 'net' | 'gross'>;

function linesOf(
  release: Release,
  shipments: readonly Shipment[],
  seller: KnownSeller,
  on: string,
): readonly UnpricedLine[] {
  const shipped = quantitiesOf(shipments);
  const lines = release.lines.filter(({ line }) => shipped.has(line));
  const rates = ratesOf(lines, seller, on);
  return lines.map((line, index) => ({
    line: index + 1,
    orderLine: line.line,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    quantity: shipped.get(line.line) ?? 0,
    unitPrice: line.unitPrice,
    discountPercent: line.discountPercent,
    category: line.taxCategory,
    rate: rates[index] ?? '0',
  }));
}

function quantitiesOf(shipments: readonly Shipment[]): ReadonlyMap<number, number> {
  const sum = new Map<number, number>();
  for (const { line, quantity } of shipments.flatMap(({ lines }) => lines)) {
    sum.set(line, (sum.get(line) ?? 0) + quantity);
  }
  return sum;
}

/** The rate of each line; all that are missing are refused at once. */
function ratesOf(lines: readonly ReleasedLine[], seller: KnownSeller, on: string) {
  const { country } = seller.party.address;
  const rates = lines.map(({ taxCategory: category, rateClass }) =>
    rateOn(seller.taxRates, { country, category, rateClass }, on),
  );
  const missing = lines.filter((_, index) => rates[index] === undefined);
  if (missing.length > 0) throw rateMissing(missing, seller, on);
  return rates;
}

function rateMissing(lines: readonly ReleasedLine[], { party }: KnownSeller, on: string) {
  const errors = lines.map(({ line, taxCategory, rateClass }): FieldError => ({
    code: 'tax_rate.missing',
    path: `/lines/${line}`,
    message: `no ${rateClass} rate of ${taxCategory} in ${party.address.country} on ${on}`,
  }));
  const message = `Seller ${party.number} has no tax rate for ${on}: add it, then replay the fact`;
  return new DomainError('tax_rate.missing', message, errors);
}

function taxed(line: UnpricedLine, { currency }: Release) {
  const { quantity, discountPercent, category: taxCategory, rate } = line;
  const unitPrice = { micro: line.unitPrice, currency };
  return { line: line.line, quantity, unitPrice, discountPercent, taxCategory, rate };
}

/**
 * Freight is taxed as the line with the highest net is (of equal ones the first), because it
 * shares the fate of the goods that it carries. Orders estimates it the same way.
 */
function freightCharge(amount: number, goods: DocumentContent, lines: readonly UnpricedLine[]) {
  const nets = totals(goods).lines.map(({ net }) => net.minor);
  const main = lines[nets.indexOf(Math.max(...nets))];
  return main ? [{ category: main.category, rate: main.rate, amount }] : [];
}

function charged({ category: taxCategory, rate, amount }: Charge, { currency }: Release) {
  return { taxCategory, rate, amount: money(amount, currency) };
}

function taxGroup({ category, rate, base, tax }: DocumentTotals['taxes'][number]): TaxGroup {
  return {
    // what comes out is what went in, of which the lib knows only that it is a text
    category: category as TaxCategory,
    rate,
    base: base.minor,
    tax: tax.minor,
    exemptionReason: EXEMPTION_REASONS[category],
  };
}

/** Why no tax is charged (BT-120), which BR-E-10, BR-AE-10, BR-G-10, BR-IC-10 and BR-O-10 want. */
const EXEMPTION_REASONS: Readonly<Record<string, string>> = {
  E: 'Exempt from VAT',
  AE: 'Reverse charge: VAT is due from the recipient (Art. 196 Directive 2006/112/EC)',
  G: 'Export outside the EU, exempt from VAT (Art. 146 Directive 2006/112/EC)',
  K: 'Intra-Community supply, exempt from VAT (Art. 138 Directive 2006/112/EC)',
  O: 'Not subject to VAT',
};

function inMinorUnits(all: DocumentTotals): Content['totals'] {
  return {
    lineTotal: all.lineTotal.minor,
    allowanceTotal: all.allowanceTotal.minor,
    chargeTotal: all.chargeTotal.minor,
    net: all.net.minor,
    tax: all.tax.minor,
    gross: all.gross.minor,
    paid: all.paid.minor,
    payable: all.payable.minor,
  };
}
