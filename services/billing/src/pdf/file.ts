import { StreamableFile } from '@nestjs/common';
import { Paper } from '@o2c/paper';
import type { Document } from '../domain/document.js';
import { titleOf, writeFoot, writeHead } from './letter.js';
import { writeItems } from './items.js';
import { writeSettlement } from './settlement.js';

/** The document as a customer gets it. The same document gives the same bytes, always. */
export function renderPdf(document: Document): Promise<Buffer> {
  const paper = new Paper({
    ...{ title: titleOf(document), author: document.sellerParty.name },
    ...{ createdAt: document.issuedAt, keepsPages: true },
  });
  const head = writeHead(paper, document);
  const items = writeItems(paper, document, head);
  writeSettlement(paper, document, items);
  paper.onEachPage((page, pages) => writeFoot(paper, document, page, pages));
  return paper.bytes();
}

/** The answer of a request for the PDF. */
export async function pdfFile(document: Document): Promise<StreamableFile> {
  const bytes = await renderPdf(document);
  return new StreamableFile(bytes, {
    type: 'application/pdf',
    disposition: `inline; filename="${document.number}.pdf"`,
    length: bytes.length,
  });
}
