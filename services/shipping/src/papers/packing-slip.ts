import { quantityJson } from '@o2c/money';
import { Paper } from '@o2c/paper';
import { isOpen, type ShipmentLine } from '../domain/shipment.js';
import type { Consignment } from './consignment.store.js';
import { addressLines, dateOf, weightText } from './words.js';

/** A4 in points. */
const LEFT = 57;
const WIDTH = 481;
const BOTTOM = 790;
const ROW = 24;

/** What is in the packages, for the one who opens them: one or more pages of A4, no prices. */
export function renderPackingSlip(consignment: Consignment): Promise<Buffer> {
  const { shipment, seller } = consignment;
  const title = `Packing slip ${shipment.number}`;
  const paper = new Paper({ title, author: seller?.name ?? '', createdAt: dateOf(shipment) });
  paper.write(seller?.name ?? '', LEFT, 45, WIDTH, { size: 15, bold: true });
  const facts = paper.writeLines(factsOf(consignment), 345, 110, 193);
  const address = paper.writeLines(addressLines(shipment.shipTo), LEFT, 110, 270, { size: 10 });
  const y = Math.max(facts, address) + 24;
  paper.write(title, LEFT, y, WIDTH, { size: 14, bold: true });
  writePackages(paper, consignment, writeItems(paper, consignment, y + 30));
  return paper.bytes();
}

function factsOf({ shipment, order, customer }: Consignment): string[] {
  const { shippedOn, carrier, trackingNumber } = shipment;
  return [
    `Order ${order.number}`,
    ...(order.purchaseOrder ? [`Your order ${order.purchaseOrder}`] : []),
    ...(customer ? [`Customer ${customer.number}`] : []),
    ...(shippedOn ? [`Shipped on ${shippedOn}`] : []),
    ...(carrier ? [`Carrier ${carrier}`] : []),
    ...(trackingNumber ? [`Tracking ${trackingNumber}`] : []),
  ];
}

/** The goods, line by line; answers where they end. */
function writeItems(paper: Paper, { shipment, items }: Consignment, start: number): number {
  const names = new Map(items.map((item) => [item.line, item]));
  const quantityOf = ({ planned, shipped }: ShipmentLine) => (isOpen(shipment) ? planned : shipped);
  const lines = shipment.lines.filter((line) => quantityOf(line) > 0);
  return lines.reduce(
    (y, line) => {
      const at = roomFor(paper, y);
      const { name = line.sku, unit = '' } = names.get(line.line) ?? {};
      paper.write(String(line.line), LEFT, at, 30);
      paper.write(name, LEFT + 36, at, 320, { lines: 1 });
      paper.write(line.sku, LEFT + 36, at + 11, 320, { size: 7, grey: true, lines: 1 });
      const quantity = `${quantityJson(quantityOf(line))} ${unit}`;
      paper.write(quantity, LEFT + 361, at, 120, { align: 'right', lines: 1 });
      return at + ROW;
    },
    writeHeadings(paper, start),
  );
}

function writeHeadings(paper: Paper, y: number): number {
  const style = { size: 7, grey: true } as const;
  paper.write('Line', LEFT, y, 30, style);
  paper.write('Item', LEFT + 36, y, 320, style);
  paper.write('Quantity', LEFT + 361, y, 120, { ...style, align: 'right' });
  paper.rule(LEFT, y + 11, WIDTH);
  return y + 16;
}

function writePackages(paper: Paper, { shipment }: Consignment, start: number): void {
  const texts = shipment.packages.map(({ number, sscc, weight }) =>
    [`Package ${number}`, sscc && `SSCC ${sscc}`, weight && weightText(weight)]
      .filter(Boolean)
      .join(' · '),
  );
  texts.reduce((y, text) => {
    const at = roomFor(paper, y);
    return at + paper.write(text, LEFT, at, WIDTH) + 2;
  }, start + 12);
}

/** Where the next row goes: on a new page when this one is full. */
function roomFor(paper: Paper, y: number): number {
  if (y + ROW <= BOTTOM) return y;
  paper.newPage();
  return writeHeadings(paper, 57);
}
