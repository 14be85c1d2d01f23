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

/** A4 in points, and what stays free around the text. */
export const PAGE = { width: 595.28, height: 841.89, left: 57, right: 538, top: 57, bottom: 765 };

/** How a text looks. */
export type Style = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly grey?: boolean;
  readonly align?: 'left' | 'right';
};

const PDFDocument = createRequire(import.meta.url)('pdfkit') as new (options: object) => Pdf;

// Embedded, because a name is to be written as it is, and archives (PDF/A) want it so.
const REGULAR = readFileSync(new URL('./DejaVuSansCondensed.ttf', import.meta.url));
const BOLD = readFileSync(new URL('./DejaVuSansCondensed-Bold.ttf', import.meta.url));

/**
 * Pages that are written on at places. The bytes depend on what is written and on `createdAt`
 * alone.
 */
export class Paper {
  private readonly pdf: Pdf;
  private readonly chunks: Buffer[] = [];

  constructor(title: string, author: string, createdAt: string) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: 'en',
      displayTitle: true,
      info: { Title: title, Author: author, CreationDate: new Date(createdAt) },
    });
    this.pdf.on('data', (chunk) => this.chunks.push(chunk));
    this.pdf.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  }

  newPage(): void {
    this.pdf.addPage();
  }

  /** Writes into a box of a width; answers the height that the text takes. */
  write(text: string, x: number, y: number, width: number, style: Style = {}): number {
    const { align = 'left', grey = false } = style;
    this.look(style)
      .fillColor(grey ? '#666666' : '#000000')
      .text(text, x, y, { width, align });
    return this.pdf.y - y;
  }

  /** The height that a text would take; as costly as writing it. */
  heightOf(text: string, width: number, style: Style = {}): number {
    return this.look(style).heightOfString(text, { width });
  }

  /** A horizontal line over the whole width of the text. */
  rule(y: number, from: number = PAGE.left, weight = 0.5): void {
    this.pdf.strokeColor('#999999').lineWidth(weight);
    this.pdf.moveTo(from, y).lineTo(PAGE.right, y).stroke();
  }

  /** Draws on every page, when all of them are there. */
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
