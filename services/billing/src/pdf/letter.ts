import type { Paper } from '@o2c/paper';
import type { Document } from '../domain/document.js';
import { addressLines, inFours } from './words.js';
import { PAGE, rule } from './page.js';

/** Left edge of the block of dates and numbers on the right. */
const FACTS_X = 345;
const LABEL_WIDTH = 85;

/** Who writes to whom about what, with the address where a window envelope shows it (DIN 5008). */
export function writeHead(paper: Paper, document: Document): number {
  const { sellerParty: seller, buyer } = document;
  paper.write(seller.name, PAGE.left, 45, 480, { bold: true, size: 15 });
  const sender = addressLines(seller.address).join(' · ');
  paper.write(sender, PAGE.left, 128, 270, { size: 6.5, grey: true });
  const address = writeLines(paper, addressLines(buyer.billTo), PAGE.left, 146);
  const facts = writeFacts(paper, factsOf(document), 128);
  const y = Math.max(address, facts, 250) + 18;
  paper.write(titleOf(document), PAGE.left, y, 480, { bold: true, size: 14 });
  return writeSubtitle(paper, document, y + 22);
}

/** `Invoice INV-2026-000099`. */
export function titleOf({ kind, number }: Document): string {
  return `${kind === 'invoice' ? 'Invoice' : 'Credit note'} ${number}`;
}

/** Seller, tax ids, bank and the number of the page, at the foot of every page. */
export function writeFoot(paper: Paper, document: Document, page: number, pages: number): void {
  const { sellerParty: seller } = document;
  const y = PAGE.bottom + 12;
  rule(paper, y);
  const columns = [
    addressLines(seller.address),
    [
      ...(seller.vatId ? [`VAT ID ${seller.vatId}`] : []),
      ...(seller.taxNumber ? [`Tax number ${seller.taxNumber}`] : []),
    ],
    [
      ...(seller.iban ? [`IBAN ${inFours(seller.iban)}`] : []),
      ...(seller.bic ? [`BIC ${seller.bic}`] : []),
    ],
    [document.number, `Page ${page} of ${pages}`],
  ];
  const places = [PAGE.left, 200, 320, 468];
  columns.forEach((lines, index) =>
    writeLines(paper, lines.slice(0, 4), places[index] ?? 0, y + 6, 7, 9),
  );
}

type Fact = readonly [label: string, value: string | undefined];

function factsOf(document: Document): readonly Fact[] {
  const { buyer, orderNumber, purchaseOrder, issuedOn, taxPointOn } = document;
  const own: readonly Fact[] =
    document.kind === 'invoice'
      ? [['Due date', document.dueOn]]
      : [['For invoice', document.invoiceNumber]];
  return [
    ['Number', document.number],
    ['Date', issuedOn],
    ['Delivery date', taxPointOn],
    ...own,
    ['Customer', buyer.number],
    ['Customer VAT ID', buyer.vatId],
    ['Order', orderNumber],
    ['Your order', purchaseOrder],
  ];
}

function writeFacts(paper: Paper, facts: readonly Fact[], y: number): number {
  const x = FACTS_X + LABEL_WIDTH;
  return facts.reduce((at, [label, value]) => {
    if (value === undefined) return at;
    paper.write(label, FACTS_X, at, LABEL_WIDTH, { grey: true });
    return at + paper.write(value, x, at, PAGE.right - x) + 2;
  }, y);
}

/** Where the goods went, when it is not where the bill goes; why something is credited. */
function writeSubtitle(paper: Paper, document: Document, y: number): number {
  const { billTo, shipTo } = document.buyer;
  const [bill, ship] = [addressLines(billTo).join(', '), addressLines(shipTo).join(', ')];
  const lines = [
    ...(ship === bill ? [] : [`Delivered to ${ship}`]),
    ...(document.kind === 'invoice' ? [] : [reasonOf(document)]),
  ];
  return lines.reduce((at, line) => at + paper.write(line, PAGE.left, at, 480) + 2, y) + 8;
}

function reasonOf({ reason, comment }: Extract<Document, { kind: 'credit_note' }>): string {
  const words = reason.replaceAll('_', ' ');
  return comment ? `Reason: ${words}. ${comment}` : `Reason: ${words}`;
}

function writeLines(
  paper: Paper,
  lines: readonly string[],
  x: number,
  y: number,
  size = 9.5,
  step = 13,
): number {
  const width = x === PAGE.left ? (size < 9 ? 140 : 250) : PAGE.right - x;
  return lines.reduce(
    (at, line) => at + Math.max(step, paper.write(line, x, at, width, { size })),
    y,
  );
}
