import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Bar } from './barcode.js';

/** What is used of pdfkit, which has no types of its own. */
type Pdf = {
  /** Where the last text ended. */
  readonly y: number;
  registerFont(name: string, font: Buffer): Pdf;
  addPage(): Pdf;
  font(name: string): Pdf;
  fontSize(size: number): Pdf;
  fillColor(color: string): Pdf;
  rect(x: number, y: number, width: number, height: number): Pdf;
  fill(): Pdf;
  text(text: string, x: number, y: number, options: object): Pdf;
  on(event: 'data' | 'end', listener: (chunk: Buffer) => void): Pdf;
  end(): void;
};

/** How a text looks; with `lines`, what does not fit into so many is cut off. */
export type Style = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly grey?: boolean;
  readonly align?: 'left' | 'right' | 'center';
  readonly lines?: number;
};

const PDFDocument = createRequire(import.meta.url)('pdfkit') as new (options: object) => Pdf;

// Embedded, because a name is to be written as it is, in Greek and Cyrillic too.
const REGULAR = readFileSync(new URL('./DejaVuSansCondensed.ttf', import.meta.url));
const BOLD = readFileSync(new URL('./DejaVuSansCondensed-Bold.ttf', import.meta.url));

/** Pages to be written on; its bytes depend on what is written and on `createdAt` alone. */
export class Paper {
  private readonly pdf: Pdf;
  private readonly chunks: Buffer[] = [];

  constructor(size: 'A4' | 'A6', title: string, author: string, createdAt: string) {
    const info = { Title: title, Author: author, CreationDate: new Date(createdAt) };
    this.pdf = new PDFDocument({ size, margin: 0, lang: 'en', displayTitle: true, info });
    this.pdf.on('data', (chunk) => this.chunks.push(chunk));
    this.pdf.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  }

  newPage(): void {
    this.pdf.addPage();
  }

  /** Writes into a box of a width; answers where the text ends. */
  write(text: string, x: number, y: number, width: number, style: Style = {}): number {
    const { size = 9, bold = false, grey = false, align = 'left', lines } = style;
    const box = lines === undefined ? {} : { height: lines * size * 1.2, ellipsis: true };
    this.pdf
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(grey ? '#666666' : '#000000')
      .text(text, x, y, { width, align, ...box });
    return this.pdf.y;
  }

  /** Writes texts below one another; answers where the last ends. */
  writeLines(texts: readonly string[], x: number, y: number, width: number, style?: Style): number {
    return texts.reduce((at, text) => this.write(text, x, at, width, style), y);
  }

  rule(x: number, y: number, width: number): void {
    this.pdf.fillColor('#999999').rect(x, y, width, 0.5).fill();
  }

  /** Draws bars, each module of a width, all of one height. */
  bars(bars: readonly Bar[], x: number, y: number, module: number, height: number): void {
    this.pdf.fillColor('#000000');
    for (const bar of bars) {
      this.pdf.rect(x + bar.x * module, y, bar.width * module, height).fill();
    }
  }

  /** The finished file. */
  bytes(): Promise<Buffer> {
    return new Promise((resolve) => {
      this.pdf.on('end', () => resolve(Buffer.concat(this.chunks)));
      this.pdf.end();
    });
  }
}
