import type { Paper } from '@o2c/paper';
import type { Document, DocumentLine } from '../domain/document.js';
import { writeTable, type Cell, type Column } from './table.js';
import { amountText, priceText, quantityText, rateText } from './words.js';

/** The lines of the document; answers where they end. */
export function writeItems(paper: Paper, { currency, lines }: Document, y: number): number {
  const columns: readonly Column[] = [
    { heading: '#', x: 57, width: 24 },
    { heading: 'Item', x: 83, width: 177, wraps: true },
    { heading: 'Quantity', x: 262, width: 68, align: 'right' },
    { heading: `Unit price ${currency}`, x: 336, width: 76, align: 'right' },
    { heading: 'VAT', x: 414, width: 40, align: 'right' },
    { heading: `Net ${currency}`, x: 458, width: 80, align: 'right' },
  ];
  // a line that only carries credited freight is none that the customer would look for
  const shown = lines.filter(({ quantity, net }) => quantity !== 0 || net !== 0);
  const rows = shown.map((line) => rowOf(line, currency));
  return writeTable(paper, columns, rows, y);
}

function rowOf(line: DocumentLine, currency: string): readonly Cell[] {
  const { quantity, unitPrice, discountPercent, net } = line;
  const discount = Number(discountPercent) === 0 ? '' : `less ${discountPercent} %`;
  const isAmountOnly = quantity === 0;
  return [
    String(line.line),
    { text: line.name, below: line.sku },
    isAmountOnly ? '' : `${quantityText(quantity)} ${line.unit}`,
    isAmountOnly ? '' : { text: priceText(unitPrice, currency), below: discount },
    rateText(line),
    amountText(net, currency),
  ];
}
