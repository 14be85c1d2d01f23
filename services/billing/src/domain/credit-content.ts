import { allocate, money } from '@o2c/money';
import { share } from '@o2c/tax';
import { sameTax, total, type Left, type LineLeft } from './credit-left.js';
import type { Content, DocumentLine, Invoice, TaxGroup } from './document.js';

/**
 * What is to be credited: quantities and nets of invoice lines, and amounts of the invoice's
 * charges in their order. Already checked against what is left.
 */
export type Credit = {
  readonly lines: readonly LineLeft[];
  readonly charges: readonly number[];
};

/**
 * Lines, taxes and totals of the credit note. The tax of a group is its share of the invoice's tax
 * for the *cumulative* base, less what was credited before: so pieces sum to the invoice's tax to
 * the cent, and the last one absorbs the difference (rounding each piece by itself turned an
 * invoice of 334.99 into credit notes of 335.00 elsewhere).
 */
export function creditContent(invoice: Invoice, left: Left, credit: Credit): Content {
  const credited = carried(invoice, credit);
  const groups = invoice.taxes.map((group, index) => taxOf(invoice, left, credit, group, index));
  const lines = withGross(credited, groups, invoice.currency);
  const taxes = invoice.taxes.flatMap((group, index) => {
    const { base, tax } = groups[index] ?? NO_GROUP;
    return credited.some(sameTax(group)) ? [{ ...group, base, tax }] : [];
  });
  const lineTotal = total(lines, ({ net }) => net);
  const chargeTotal = total(credit.charges, (amount) => amount);
  const tax = total(taxes, (group) => group.tax);
  const gross = lineTotal + chargeTotal + tax;
  return {
    lines,
    charges: invoice.charges
      .map((charge, index) => ({ ...charge, amount: credit.charges[index] ?? 0 }))
      .filter(({ amount }) => amount !== 0),
    taxes,
    totals: {
      ...{ lineTotal, allowanceTotal: 0, chargeTotal, net: lineTotal + chargeTotal, tax, gross },
      ...{ paid: 0, payable: gross },
    },
  };
}

type Uncounted = Omit<DocumentLine, 'gross'>;
type GroupCredit = Pick<TaxGroup, 'category' | 'rate' | 'base' | 'tax'> & {
  /** The part of the base that is charges. */
  readonly charge: number;
};

const NO_GROUP = { base: 0, tax: 0 };

/**
 * The credited lines; a charge that is credited without any line of its tax is carried by the
 * largest such line of the invoice, as nothing of it: every amount belongs to an order line.
 */
function carried(invoice: Invoice, credit: Credit): readonly Uncounted[] {
  const byLine = new Map(credit.lines.map((line) => [line.line, line]));
  const lines = invoice.lines.filter(({ line }) => byLine.has(line));
  const alone = invoice.charges.filter(
    (charge, index) => credit.charges[index] !== 0 && !lines.some(sameTax(charge)),
  );
  const carriers = alone.flatMap((charge) =>
    invoice.lines
      .filter(sameTax(charge))
      .toSorted((a, b) => b.net - a.net)
      .slice(0, 1),
  );
  return [...lines, ...carriers].map(({ gross: _, ...line }) => {
    const { quantity, net } = byLine.get(line.line) ?? { quantity: 0, net: 0 };
    return { ...line, quantity, net };
  });
}

function taxOf(
  invoice: Invoice,
  left: Left,
  credit: Credit,
  group: TaxGroup,
  index: number,
): GroupCredit {
  const nets = new Map(credit.lines.map(({ line, net }) => [line, net]));
  const ofGroup = invoice.lines.filter(sameTax(group));
  const charge = total(
    invoice.charges.map((one, i) => (sameTax(group)(one) ? (credit.charges[i] ?? 0) : 0)),
    (amount) => amount,
  );
  const base = total(ofGroup, ({ line }) => nets.get(line) ?? 0) + charge;
  const { base: baseLeft, tax: taxLeft } = left.taxes[index] ?? NO_GROUP;
  const before = { base: group.base - baseLeft, tax: group.tax - taxLeft };
  return {
    ...{ category: group.category, rate: group.rate, base, charge },
    tax: cumulativeTax(group, before.base + base, invoice.currency) - before.tax,
  };
}

function cumulativeTax({ base, tax }: TaxGroup, credited: number, currency: string): number {
  return base === 0 ? 0 : share(money(tax, currency), credited, base).minor;
}

/** Each line's gross: charges spread by net, tax by what is then the line's part of the base. */
function withGross(
  lines: readonly Uncounted[],
  groups: readonly GroupCredit[],
  currency: string,
): readonly DocumentLine[] {
  const gross = new Map(lines.map(({ line, net }) => [line, net]));
  for (const { charge, tax, ...group } of groups) {
    const members = lines.filter(sameTax(group));
    if (members.length === 0) continue;
    const nets = members.map(({ net }) => net);
    const charges = split(charge, nets.map(Math.abs), currency);
    const bases = nets.map((net, index) => net + (charges[index] ?? 0));
    const taxes = split(tax, bases, currency);
    members.forEach(({ line }, i) => gross.set(line, (bases[i] ?? 0) + (taxes[i] ?? 0)));
  }
  return lines.map((line) => ({ ...line, gross: gross.get(line.line) ?? 0 }));
}

function split(amount: number, weights: readonly number[], currency: string): readonly number[] {
  return allocate(money(amount, currency), weights).map(({ minor }) => minor);
}
