import { money, moneyJson } from '@o2c/money';
import { DateField, ListOf, MoneyDto, MoneyField, Text } from '@o2c/runtime';
import { documentView, DocumentView } from './document.dto.js';
import type { Invoice } from '../domain/document.js';

/** An invoice, immutable since it was issued; only what is credited of it grows. */
export class InvoiceView extends DocumentView {
  @DateField({ doc: 'BT-9' }) declare readonly dueOn: string;
  @Text({ example: 'net30' }) declare readonly terms: string;
  @Text({ doc: 'ISO 11649 creditor reference', example: 'RF98INV2026000123' })
  declare readonly reference: string;
  @MoneyField({ doc: 'gross of its credit notes' }) declare readonly creditedGross: MoneyDto;
}

/** A page of invoices. */
export class InvoicePage {
  @ListOf(() => InvoiceView) declare readonly items: InvoiceView[];
  @Text({ nullable: true }) declare readonly next: string | null;
}

/** An invoice as REST answers it; `credited` in minor units. */
export function invoiceView(invoice: Invoice, credited: number): InvoiceView {
  const { dueOn, terms, reference, currency } = invoice;
  return {
    ...documentView(invoice),
    ...{ dueOn, terms, reference },
    creditedGross: moneyJson(money(credited, currency)),
  };
}
