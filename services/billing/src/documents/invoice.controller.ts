import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Database } from '@o2c/messaging';
import { Page, pageOf, Requires, type PageOf, type PageRequest } from '@o2c/runtime';
import { findDocument, listDocuments } from './document-list.store.js';
import { DocumentQuery } from './document.dto.js';
import { InvoicePage, invoiceView, InvoiceView } from './invoice.dto.js';
import { pdfFile } from '../pdf/file.js';

/** Invoices: issued by what shipping says, never by a request. */
@ApiTags('invoices')
@Controller('v1/invoices')
@Requires('invoices:read')
export class InvoiceController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({ summary: 'List invoices' })
  @ApiOkResponse({ type: InvoicePage })
  async list(
    @Query() filter: DocumentQuery,
    @Page() page: PageRequest,
  ): Promise<PageOf<InvoiceView>> {
    const found = await listDocuments(this.database, 'invoice', filter, page);
    const views = found.map(({ content, credited }) => invoiceView(content, credited));
    return pageOf(views, page.limit, ({ id }) => id);
  }

  @Get(':id.pdf')
  @ApiOperation({ summary: 'The invoice as PDF, by id or number: always the same bytes' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(@Param('id') id: string): Promise<StreamableFile> {
    const { content } = await findDocument(this.database, 'invoice', id);
    return pdfFile(content);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One invoice, by id or number' })
  @ApiOkResponse({ type: InvoiceView })
  async get(@Param('id') id: string): Promise<InvoiceView> {
    const { content, credited } = await findDocument(this.database, 'invoice', id);
    return invoiceView(content, credited);
  }
}
