import type { Document, DocumentLine } from '../domain/document.js';
import { PAGE, type Paper } from './paper.js';
import { writeTable, type Cell, type Column } from './table.js';
import { amountText, inFours, priceText, quantityText, termsText } from './words.js';

/** The lines of the document; answers where they end. */
export function writeLinesOf(paper: Paper, document: Document, y: number): number {
  const { currency, lines } = document;
  const columns: readonly Column[] = [
    { heading: '#', x: 57, width: 24 },
    { heading: 'Item', x: 83, width: 177 },
    { heading: 'Quantity', x: 262, width: 68, align: 'right' },
    { heading: `Unit price ${currency}`, x: 336, width: 76, align: 'right' },
    { heading: 'VAT', x: 416, width: 38, align: 'right' },
    { heading: `Net ${currency}`, x: 458, width: 80, align: 'right' },
  ];
  const shown = lines.filter(({ quantity, net }) => quantity !== 0 || net !== 0);
  return writeTable(
    paper,
    columns,
    shown.map((line) => rowOf(line, currency)),
    y,
  );
}

/** Totals and VAT breakdown, kept together. */
export function writeTotals(paper: Paper, document: Document, y: number): number {
  const { totals, currency, taxes } = document;
  const rows: readonly (readonly [string, number])[] = [
    ...(totals.chargeTotal === 0
      ? []
      : ([
          ['Sum of lines', totals.lineTotal],
          ['Freight', totals.chargeTotal],
        ] as const)),
    ['Net total', totals.net],
    ...taxes.map(
      ({ category, rate, base, tax }) =>
        [`VAT ${category} ${rate} % on ${amountText(base, currency)}`, tax] as const,
    ),
  ];
  const reasons = taxes.flatMap(({ exemptionReason }) => exemptionReason ?? []);
  let at = keepTogether(paper, y + 4, rows.length * 14 + reasons.length * 12 + 40);
  for (const [label, minor] of rows) at = writeTotal(paper, label, minor, currency, at, false);
  paper.rule(at, 300, 1);
  const label = document.kind === 'invoice' ? 'Total to pay' : 'Total credited';
  at = writeTotal(paper, label, totals.payable, currency, at + 5, true) + 6;
  return reasons.reduce((line, text) => line + paper.write(text, PAGE.left, line, 480) + 2, at);
}

/** When, how and with which reference to pay; a credit note says what becomes of it. */
export function writePayment(paper: Paper, document: Document, y: number): void {
  const at = keepTogether(paper, y + 10, 80);
  if (document.kind === 'credit_note') {
    const text = `This amount is credited against invoice ${document.invoiceNumber}.`;
    paper.write(text, PAGE.left, at, 480);
    return;
  }
  const { iban, bic, name } = document.sellerParty;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Payable by', `${document.dueOn} (${termsText(document.terms)}), without deduction`],
    ['Payee', name],
    ['IBAN', iban && inFours(iban)],
    ['BIC', bic],
    ['Reference', inFours(document.reference)],
  ];
  paper.write('Payment', PAGE.left, at, 480, { bold: true });
  lines.reduce((line, [label, value]) => {
    if (value === undefined) return line;
    paper.write(label, PAGE.left, line, 70, { grey: true });
    return line + paper.write(value, PAGE.left + 72, line, 400) + 2;
  }, at + 15);
}

function rowOf(line: DocumentLine, currency: string): readonly Cell[] {
  const { quantity, unitPrice, discountPercent, net } = line;
  const discount = Number(discountPercent) === 0 ? '' : `less ${discountPercent} %`;
  const price = { text: priceText(unitPrice, currency), below: discount };
  const isAmountOnly = quantity === 0;
  return [
    String(line.line),
    { text: line.name, below: line.sku },
    isAmountOnly ? '' : `${quantityText(quantity)} ${line.unit}`,
    isAmountOnly ? '' : price,
    `${line.rate} %`,
    amountText(net, currency),
  ];
}

function writeTotal(
  paper: Paper,
  label: string,
  minor: number,
  currency: string,
  y: number,
  bold: boolean,
): number {
  const size = bold ? 11 : 9;
  paper.write(label, 300, y, 150, { bold, size });
  const amount = `${amountText(minor, currency)} ${currency}`;
  paper.write(amount, 430, y, PAGE.right - 430, { bold, size, align: 'right' });
  return y + 14;
}

function keepTogether(paper: Paper, y: number, height: number): number {
  if (y + height <= PAGE.bottom) return y;
  paper.newPage();
  return PAGE.top;
}
