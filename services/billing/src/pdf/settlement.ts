import type { Paper } from '@o2c/paper';
import type { Document } from '../domain/document.js';
import { amountText, inFours, rateText, termsText } from './words.js';
import { PAGE, rule } from './page.js';

/** Left edge of the totals; what is to be done about them stands on their left. */
const TOTALS_X = 300;
const STEP = 14;

type Row = readonly [label: string, value: string];

/** Totals and VAT breakdown beside how to pay, kept together; below, why no VAT is charged. */
export function writeSettlement(paper: Paper, document: Document, y: number): void {
  const totals = totalsOf(document);
  const reasons = document.taxes.flatMap(({ exemptionReason, category }) => {
    return exemptionReason ? [`${category}: ${exemptionReason}`] : [];
  });
  const height = Math.max(totals.length * STEP + 30, 90) + reasons.length * STEP;
  const top = y + 6 + height > PAGE.bottom ? newPage(paper) : y + 6;
  const left = writeRows(paper, paymentOf(document), PAGE.left, 60, TOTALS_X - 20, top);
  const right = writeTotals(paper, document, totals, top);
  reasons.reduce(
    (at, reason) => at + paper.write(reason, PAGE.left, at, PAGE.right - PAGE.left) + 2,
    Math.max(left, right) + 8,
  );
}

function totalsOf({ totals, taxes, currency }: Document): readonly Row[] {
  const amount = (minor: number) => `${amountText(minor, currency)} ${currency}`;
  const freight: readonly Row[] = [
    ['Sum of lines', amount(totals.lineTotal)],
    ['Freight', amount(totals.chargeTotal)],
  ];
  return [
    ...(totals.chargeTotal === 0 ? [] : freight),
    ['Net total', amount(totals.net)],
    ...taxes.map(({ base, tax, ...key }): Row => {
      return [`VAT ${rateText(key)} on ${amountText(base, currency)}`, amount(tax)];
    }),
  ];
}

function writeTotals(paper: Paper, document: Document, rows: readonly Row[], y: number): number {
  const { kind, totals, currency } = document;
  const end = rows.reduce((at, row) => writeTotal(paper, row, at, 9), y);
  rule(paper, end, TOTALS_X, 1);
  const label = kind === 'invoice' ? 'Total to pay' : 'Total credited';
  const payable = `${amountText(totals.payable, currency)} ${currency}`;
  return writeTotal(paper, [label, payable], end + 5, 11);
}

function writeTotal(paper: Paper, [label, value]: Row, y: number, size: number): number {
  const style = { size, bold: size > 9 };
  paper.write(label, TOTALS_X, y, 150, style);
  paper.write(value, 430, y, PAGE.right - 430, { ...style, align: 'right' });
  return y + STEP;
}

/** When, how and with which reference to pay; a credit note says what becomes of it. */
function paymentOf(document: Document): readonly Row[] {
  if (document.kind === 'credit_note') {
    return [['Credited', `against invoice ${document.invoiceNumber}`]];
  }
  const { iban, bic, name } = document.sellerParty;
  return [
    ['Payable by', document.dueOn],
    ['Terms', `${termsText(document.terms)}, without deduction`],
    ['Payee', name],
    ...(iban ? [['IBAN', inFours(iban)] as const] : []),
    ...(bic ? [['BIC', bic] as const] : []),
    ['Reference', inFours(document.reference)],
  ];
}

function writeRows(
  paper: Paper,
  rows: readonly Row[],
  x: number,
  labelWidth: number,
  right: number,
  y: number,
): number {
  const valueX = x + labelWidth;
  return rows.reduce((at, [label, value]) => {
    paper.write(label, x, at, labelWidth, { grey: true });
    return at + paper.write(value, valueX, at, right - valueX) + 2;
  }, y);
}

function newPage(paper: Paper): number {
  paper.newPage();
  return PAGE.top;
}
