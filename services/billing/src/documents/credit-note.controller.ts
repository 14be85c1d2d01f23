import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { Database, Writes } from '@o2c/messaging';
import {
  By,
  Clock,
  Idempotency,
  newId,
  Page,
  pageOf,
  Requires,
  type Caller,
  type IdempotencyKey,
  type PageOf,
  type PageRequest,
  type Reply,
} from '@o2c/runtime';
import { billing } from '../billing.store.js';
import {
  CreditNotePage,
  CreditNoteQuery,
  CreditNoteRequest,
  creditNoteView,
  CreditNoteView,
  readRequest,
} from './credit-note.dto.js';
import { findDocument, listDocuments } from './document-list.store.js';
import type { BillingFact } from '../domain/commands.js';
import type { CreditNote } from '../domain/document.js';
import { pdfFile } from '../pdf/file.js';

/** Credit notes: the only way to correct an invoice. */
@ApiTags('credit notes')
@Controller('v1/credit-notes')
export class CreditNoteController {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('invoices:write')
  @ApiOperation({ summary: 'Credit an invoice, in whole or in part' })
  @ApiCreatedResponse({ type: CreditNoteView })
  create(
    @Body() request: CreditNoteRequest,
    @By() caller: Caller,
    @Idempotency() idempotency: IdempotencyKey,
  ): Promise<Reply<unknown>> {
    const { invoice, seller: ofSeller, comment, history = false, issuedOn } = request;
    if (history && !caller.scopes.has('history')) {
      throw new DomainError('history.forbidden', 'This key may not load documents of the past');
    }
    return this.writes.run(
      { caller, idempotency },
      billing,
      {
        type: 'CreditInvoice',
        ...{ invoice, ofSeller, comment, history, issuedOn },
        reason: request.reason,
        ...readRequest(request),
        document: newId(this.clock),
        at: this.clock.iso(),
      },
      ({ facts }) => ({ status: 201, body: creditNoteView(noteOf(facts)) }),
    );
  }

  @Get()
  @Requires('invoices:read')
  @ApiOperation({ summary: 'List credit notes' })
  @ApiOkResponse({ type: CreditNotePage })
  async list(
    @Query() filter: CreditNoteQuery,
    @Page() page: PageRequest,
  ): Promise<PageOf<CreditNoteView>> {
    const found = await listDocuments(this.database, 'credit_note', filter, page);
    return pageOf(
      found.map(({ content }) => creditNoteView(content)),
      page.limit,
      ({ id }) => id,
    );
  }

  @Get(':id.pdf')
  @Requires('invoices:read')
  @ApiOperation({ summary: 'The credit note as PDF, by id or number: always the same bytes' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(@Param('id') id: string): Promise<StreamableFile> {
    const { content } = await findDocument(this.database, 'credit_note', id);
    return pdfFile(content);
  }

  @Get(':id')
  @Requires('invoices:read')
  @ApiOperation({ summary: 'One credit note, by id or number' })
  @ApiOkResponse({ type: CreditNoteView })
  async get(@Param('id') id: string): Promise<CreditNoteView> {
    const { content } = await findDocument(this.database, 'credit_note', id);
    return creditNoteView(content);
  }
}

function noteOf(facts: readonly BillingFact[]): CreditNote {
  const issued = facts.find((fact) => fact.type === 'credit-note-issued');
  if (!issued) throw new Error('a credit was done without a credit note');
  return issued.data;
}
