import { DomainError } from '@o2c/contracts';
import { Paper } from '@o2c/paper';
import type { Package } from '../domain/shipment.js';
import { humanReadable, ssccBars } from './barcode.js';
import type { Consignment } from './consignment.store.js';
import { addressLines, dateOf, weightText } from './words.js';

/** A6 in points. */
const LEFT = 20;
const WIDTH = 257;
const BARS_Y = 285;
/** GS1 asks for bars of 0.495 mm at least and 32 mm high. */
const MODULE = 1.404;
const BAR_HEIGHT = 92;

/**
 * A page of A6 for each package, with its SSCC as GS1-128 where it has one. Throws DomainError
 * `shipment.not_packed` when there is no package yet.
 */
export function renderLabels(consignment: Consignment): Promise<Buffer> {
  const { shipment, seller } = consignment;
  if (shipment.packages.length === 0) {
    throw new DomainError('shipment.not_packed', `Shipment ${shipment.number} is not packed yet`);
  }
  const paper = new Paper({
    ...{ size: 'A6', title: `Label ${shipment.number}` },
    ...{ author: seller?.name ?? '', createdAt: dateOf(shipment) },
  });
  shipment.packages.forEach((one, index) => {
    if (index > 0) paper.newPage();
    writeAddresses(paper, consignment);
    writeReferences(paper, consignment, one);
    if (one.sscc) writeBars(paper, one.sscc);
  });
  return paper.bytes();
}

function writeAddresses(paper: Paper, { shipment, seller }: Consignment): void {
  const from = seller ? addressLines({ ...seller.address, name: seller.name }).join(', ') : '';
  paper.write(`From: ${from}`, LEFT, 16, WIDTH, { size: 7, grey: true, lines: 2 });
  paper.rule(LEFT, 38, WIDTH);
  paper.write('Ship to', LEFT, 44, WIDTH, { size: 7, grey: true });
  const [name = '', ...rest] = addressLines(shipment.shipTo);
  const y = 55 + paper.write(name, LEFT, 55, WIDTH, { size: 13, bold: true, lines: 2 });
  paper.write(rest.join('\n'), LEFT, y + 2, WIDTH, { size: 11, lines: 6 });
  paper.rule(LEFT, 180, WIDTH);
}

function writeReferences(paper: Paper, { shipment, order }: Consignment, one: Package): void {
  const { number, carrier, trackingNumber, packages } = shipment;
  const left = [
    `Shipment ${number}`,
    `Order ${order.number}`,
    ...(order.purchaseOrder ? [`Your order ${order.purchaseOrder}`] : []),
    ...(carrier ? [`Carrier ${carrier}`] : []),
    ...(trackingNumber ? [`Tracking ${trackingNumber}`] : []),
  ];
  let y = 188;
  for (const text of left) y += paper.write(text, LEFT, y, 180, { lines: 1 });
  const count = `${one.number} of ${packages.length}`;
  paper.write(count, 200, 188, 77, { size: 13, bold: true, align: 'right' });
  if (one.weight) paper.write(weightText(one.weight), 200, 208, 77, { align: 'right' });
}

function writeBars(paper: Paper, sscc: string): void {
  const bars = ssccBars(sscc);
  const last = bars.at(-1) ?? { x: 0, width: 0 };
  const x = LEFT + (WIDTH - (last.x + last.width) * MODULE) / 2;
  paper.write('SSCC', LEFT, BARS_Y - 12, WIDTH, { size: 7, grey: true, align: 'center' });
  paper.bars(bars, x, BARS_Y, MODULE, BAR_HEIGHT);
  const text = { size: 11, align: 'center' } as const;
  paper.write(humanReadable(sscc), LEFT, BARS_Y + BAR_HEIGHT + 5, WIDTH, text);
}
