import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

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
  strokeColor(color: string): Pdf;
  lineWidth(width: number): Pdf;
  moveTo(x: number, y: number): Pdf;
  lineTo(x: number, y: number): Pdf;
  stroke(): Pdf;
  text(text: string, x: number, y: number, options: object): Pdf;
  heightOfString(text: string, options: object): number;
  bufferedPageRange(): { count: number };
  switchToPage(page: number): Pdf;
  on(event: 'data' | 'end', listener: (chunk: Buffer) => void): Pdf;
  end(): void;
};

/** What a document is: the size of its pages, and what its file says about it. */
export type Sheet = {
  /** Default: A4. */
  readonly size?: 'A4' | 'A6';
  readonly title: string;
  readonly author: string;
  /** ISO instant; the file's date. */
  readonly createdAt: string;
  /** Pages are kept until the end, so that `onEachPage` can go back to them. */
  readonly keepsPages?: boolean;
};

/** How a text looks; with `lines`, what does not fit into so many is cut off. */
export type Style = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly grey?: boolean;
  readonly align?: 'left' | 'right' | 'center';
  readonly lines?: number;
};

/** A bar: where it begins and how wide it is, in modules, the width of the thinnest. */
export type Bar = { readonly x: number; readonly width: number };

const PDFDocument = createRequire(import.meta.url)('pdfkit') as new (options: object) => Pdf;

// Embedded, because a name is to be written as it is, and archives (PDF/A) want it so.
const REGULAR = readFileSync(new URL('./DejaVuSansCondensed.ttf', import.meta.url));
const BOLD = readFileSync(new URL('./DejaVuSansCondensed-Bold.ttf', import.meta.url));
const GREY = '#999999';

/** Pages to be written on; the bytes depend on what is written and on `createdAt` alone. */
export class Paper {
  private readonly pdf: Pdf;
  private readonly chunks: Buffer[] = [];

  constructor({ size = 'A4', title, author, createdAt, keepsPages = false }: Sheet) {
    const info = { Title: title, Author: author, CreationDate: new Date(createdAt) };
    const pages = { size, margin: 0, bufferPages: keepsPages };
    this.pdf = new PDFDocument({ ...pages, lang: 'en', displayTitle: true, info });
    this.pdf.on('data', (chunk) => this.chunks.push(chunk));
    this.pdf.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  }

  newPage(): void {
    this.pdf.addPage();
  }

  /** Writes into a box of a width; answers the height that the text takes. */
  write(text: string, x: number, y: number, width: number, style: Style = {}): number {
    const { size = 9, grey = false, align = 'left', lines } = style;
    const box = lines === undefined ? {} : { height: lines * size * 1.2, ellipsis: true };
    this.look(style)
      .fillColor(grey ? '#666666' : '#000000')
      .text(text, x, y, { width, align, ...box });
    return this.pdf.y - y;
  }

  /** Writes texts below one another; answers where the last ends. */
  writeLines(texts: readonly string[], x: number, y: number, width: number, style?: Style): number {
    return texts.reduce((at, text) => at + this.write(text, x, at, width, style), y);
  }

  /** The height that a text would take; as costly as writing it. */
  heightOf(text: string, width: number, style: Style = {}): number {
    return this.look(style).heightOfString(text, { width });
  }

  /** A thin horizontal line. */
  rule(x: number, y: number, width: number): void {
    this.pdf.fillColor(GREY).rect(x, y, width, 0.5).fill();
  }

  /** A horizontal line of a weight, from one x to another. */
  stroke(from: number, to: number, y: number, weight: number): void {
    this.pdf.strokeColor(GREY).lineWidth(weight);
    this.pdf.moveTo(from, y).lineTo(to, y).stroke();
  }

  /** Draws bars, each module of a width, all of one height. */
  bars(bars: readonly Bar[], x: number, y: number, module: number, height: number): void {
    this.pdf.fillColor('#000000');
    for (const bar of bars) {
      this.pdf.rect(x + bar.x * module, y, bar.width * module, height).fill();
    }
  }

  /** Draws on every page, when all of them are there; the sheet has to keep its pages. */
  onEachPage(draw: (page: number, pages: number) => void): void {
    const { count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.pdf.switchToPage(page);
      draw(page + 1, count);
    }
  }

  /** The finished file. */
  bytes(): Promise<Buffer> {
    return new Promise((resolve) => {
      this.pdf.on('end', () => resolve(Buffer.concat(this.chunks)));
      this.pdf.end();
    });
  }

  private look({ size = 9, bold = false }: Style): Pdf {
    return this.pdf.font(bold ? 'bold' : 'regular').fontSize(size);
  }
}
