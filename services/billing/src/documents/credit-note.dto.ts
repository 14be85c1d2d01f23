import type { FieldError } from '@o2c/contracts';
import { MoneyError, parseMoney, parseQuantity, type MoneyJson } from '@o2c/money';
import {
  Choice,
  DateField,
  Flag,
  Int,
  ListOf,
  MoneyDto,
  MoneyField,
  QuantityField,
  Text,
  UuidField,
} from '@o2c/runtime';
import { DocumentQuery, documentView, DocumentView } from './document.dto.js';
import type { CreditInvoice } from '../domain/commands.js';
import type { CreditNote } from '../domain/document.js';

/** What of an invoice line is credited; without quantity and net, all that is left of it. */
export class CreditNoteRequestLine {
  @Int({ min: 1, doc: 'line of the invoice' }) declare readonly line: number;
  @QuantityField({ optional: true, doc: 'goods that came back' })
  declare readonly quantity?: number | string;
  @MoneyField({ optional: true, doc: 'net amount; default: what is left for the quantity' })
  declare readonly net?: MoneyDto;
}

/** Credits an invoice, in whole or in part. */
export class CreditNoteRequest {
  @Text({ doc: 'id or number' }) declare readonly invoice: string;
  @UuidField({ optional: true, doc: 'where several sellers have the number' })
  declare readonly seller?: string;
  @Text({
    max: 100,
    doc: 'pricing, return, damage, short_ship, tax, goodwill, duplicate, cancellation, …',
    example: 'damage',
  })
  declare readonly reason: string;
  @Text({ optional: true, max: 1000 }) declare readonly comment?: string;
  @ListOf(() => CreditNoteRequestLine, {
    optional: true,
    min: 1,
    doc: 'without lines and freight: all that is left of the invoice',
  })
  declare readonly lines?: CreditNoteRequestLine[];
  @MoneyField({ optional: true, doc: 'net of the freight that is credited' })
  declare readonly freight?: MoneyDto;
  @Flag({ optional: true, doc: 'a document of the past; scope `history`' })
  declare readonly history?: boolean;
  @DateField({ optional: true, doc: 'document date, with `history` only; default: today' })
  declare readonly issuedOn?: string;
}

/** A credit note, immutable since it was issued. Its lines name the invoice's line numbers. */
export class CreditNoteView extends DocumentView {
  @UuidField() declare readonly invoice: string;
  @Text() declare readonly invoiceNumber: string;
  @Choice(['void', 'credit'], { doc: 'void: the delivery was taken back' })
  declare readonly cause: string;
  @Text() declare readonly reason: string;
  @Text({ optional: true }) declare readonly comment?: string | undefined;
}

/** A page of credit notes. */
export class CreditNotePage {
  @ListOf(() => CreditNoteView) declare readonly items: CreditNoteView[];
  @Text({ nullable: true }) declare readonly next: string | null;
}

/** Filter of the list of credit notes. */
export class CreditNoteQuery extends DocumentQuery {
  @Text({ optional: true, doc: 'id or number' }) declare readonly invoice?: string;
}

/** A credit note as REST answers it. */
export function creditNoteView(note: CreditNote): CreditNoteView {
  const { invoice, invoiceNumber, cause, reason, comment } = note;
  return { ...documentView(note), invoice, invoiceNumber, cause, reason, comment };
}

/** Reads the amounts and quantities of a request; what cannot be read is a fault, not an error. */
export function readRequest({
  lines,
  freight,
}: CreditNoteRequest): Pick<CreditInvoice, 'request' | 'faults'> {
  const faults: FieldError[] = [];
  const read = <T, V>(path: string, value: T | undefined, parse: (value: T) => V) => {
    try {
      return value === undefined ? undefined : parse(value);
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error;
      faults.push(...error.faults.map((message) => ({ code: 'content.invalid', path, message })));
      return undefined;
    }
  };
  const amount = (path: string, json: MoneyJson | undefined) => read(path, json, parseMoney);
  const request = {
    lines: lines?.map(({ line, quantity, net }, index) => ({
      line,
      quantity: read(`/lines/${index}/quantity`, quantity, parseQuantity),
      net: amount(`/lines/${index}/net`, net),
    })),
    freight: amount('/freight', freight),
  };
  return { request, faults };
}
