import { moneyJson, money, quantityJson, unitPriceJson, type MoneyJson } from '@o2c/money';
import {
  Choice,
  DateField,
  Flag,
  InstantField,
  Int,
  ListOf,
  MoneyDto,
  MoneyField,
  Nested,
  QuantityField,
  Text,
  TextList,
  UuidField,
} from '@o2c/runtime';
import type { Address } from '@o2c/contracts';
import type { Document } from '../domain/document.js';

/** A postal address as it stands on the document. */
export class DocumentAddress {
  @Text() declare readonly name: string;
  @TextList() declare readonly lines: string[];
  @Text({ optional: true }) declare readonly postalCode?: string | undefined;
  @Text() declare readonly city: string;
  @Text({ doc: 'ISO 3166-1 alpha-2' }) declare readonly country: string;
}

/** The seller on the day of issue. */
export class DocumentSeller {
  @Text() declare readonly number: string;
  @Text() declare readonly name: string;
  @Nested(() => DocumentAddress) declare readonly address: Address;
  @Text({ optional: true }) declare readonly vatId?: string | undefined;
  @Text({ optional: true }) declare readonly taxNumber?: string | undefined;
  @Text({ optional: true }) declare readonly iban?: string | undefined;
  @Text({ optional: true }) declare readonly bic?: string | undefined;
}

/** One group of the VAT breakdown, BG-23. */
export class DocumentTax {
  @Choice(['S', 'Z', 'E', 'AE', 'G', 'K', 'O']) declare readonly category: string;
  @Text({ doc: 'percent', example: '19' }) declare readonly rate: string;
  @MoneyField({ doc: 'BT-116' }) declare readonly base: MoneyDto;
  @MoneyField({ doc: 'BT-117' }) declare readonly tax: MoneyDto;
  @Text({ optional: true, doc: 'why no VAT is charged, BT-120' })
  declare readonly exemptionReason?: string | undefined;
}

/** A charge of the whole document, BG-21. */
export class DocumentCharge {
  @Choice(['freight']) declare readonly reason: string;
  @MoneyField() declare readonly amount: MoneyDto;
  @Text() declare readonly category: string;
  @Text() declare readonly rate: string;
}

/** A line of an invoice, or the part of it that a credit note takes back. */
export class DocumentLineView {
  @Int({ min: 1, doc: 'line of the invoice' }) declare readonly line: number;
  @Int({ min: 1, doc: 'line of the order' }) declare readonly orderLine: number;
  @Text() declare readonly sku: string;
  @Text() declare readonly name: string;
  @Text() declare readonly unit: string;
  @QuantityField() declare readonly quantity: number | string;
  @MoneyField({ doc: 'price of one unit, up to 6 decimals' }) declare readonly unitPrice: MoneyDto;
  @Text({ example: '0' }) declare readonly discountPercent: string;
  @Text() declare readonly taxCategory: string;
  @Text() declare readonly rate: string;
  @MoneyField({ doc: 'BT-131' }) declare readonly net: MoneyDto;
  @MoneyField({ doc: 'net with its share of freight and tax' }) declare readonly gross: MoneyDto;
}

/** What every legal document says; amounts by EN 16931. */
export class DocumentView {
  @UuidField() declare readonly id: string;
  @Text({ example: 'INV-2026-000099' }) declare readonly number: string;
  @UuidField() declare readonly seller: string;
  @UuidField() declare readonly customer: string;
  @Text({ optional: true }) declare readonly customerNumber?: string | undefined;
  @UuidField() declare readonly order: string;
  @Text() declare readonly orderNumber: string;
  @Text({ optional: true }) declare readonly purchaseOrder?: string | undefined;
  @UuidField({ nullable: true, doc: 'the first of `shipments`' })
  declare readonly shipment: string | null;
  @TextList() declare readonly shipments: string[];
  @Text({ example: 'EUR' }) declare readonly currency: string;
  @DateField({ doc: 'BT-2' }) declare readonly issuedOn: string;
  @InstantField({ doc: 'when it was recorded' }) declare readonly issuedAt: string;
  @DateField({ doc: 'BT-7' }) declare readonly taxPointOn: string;
  @Flag() declare readonly history: boolean;
  @MoneyField({ doc: 'sum of line nets, BT-106' }) declare readonly lineTotal: MoneyDto;
  @MoneyField({ doc: 'BT-107' }) declare readonly allowanceTotal: MoneyDto;
  @MoneyField({ doc: 'freight, BT-108' }) declare readonly chargeTotal: MoneyDto;
  @MoneyField({ doc: 'BT-109' }) declare readonly net: MoneyDto;
  @MoneyField({ doc: 'BT-110' }) declare readonly tax: MoneyDto;
  @MoneyField({ doc: 'BT-112' }) declare readonly gross: MoneyDto;
  @MoneyField({ doc: 'BT-113' }) declare readonly paid: MoneyDto;
  @MoneyField({ doc: 'BT-115' }) declare readonly payable: MoneyDto;
  @ListOf(() => DocumentTax) declare readonly taxes: DocumentTax[];
  @ListOf(() => DocumentCharge) declare readonly charges: DocumentCharge[];
  @ListOf(() => DocumentLineView) declare readonly lines: DocumentLineView[];
  @Nested(() => DocumentSeller) declare readonly sellerParty: DocumentSeller;
  @Nested(() => DocumentAddress) declare readonly billTo: Address;
  @Nested(() => DocumentAddress) declare readonly shipTo: Address;
  @Text({ optional: true }) declare readonly customerVatId?: string | undefined;
}

/** Filter of a list of documents. */
export class DocumentQuery {
  @Text({ optional: true, doc: 'id or number' }) declare readonly customer?: string;
  @Text({ optional: true, doc: 'id or number' }) declare readonly order?: string;
  @Text({ optional: true }) declare readonly number?: string;
  @UuidField({ optional: true }) declare readonly seller?: string;
  @Text({ optional: true, example: 'EUR' }) declare readonly currency?: string;
  @DateField({ optional: true, doc: 'issued on this day or later' })
  declare readonly from?: string;
  @DateField({ optional: true, doc: 'issued on this day or earlier' })
  declare readonly to?: string;
  @Choice(['oldest', 'newest'], { optional: true, doc: 'which come first; default oldest' })
  declare readonly sort?: 'oldest' | 'newest';
}

/** A document as REST answers it. */
export function documentView(document: Document): DocumentView {
  const { buyer, totals, currency, lines, charges, taxes, shipments, sellerParty } = document;
  const { id, number, seller, customer, order, orderNumber, purchaseOrder } = document;
  const json = (minor: number) => moneyJson(money(minor, currency));
  return {
    ...{ id, number, seller, customer, customerNumber: buyer.number },
    ...{ order, orderNumber, purchaseOrder },
    shipment: shipments[0] ?? null,
    shipments: [...shipments],
    currency,
    issuedOn: document.issuedOn,
    issuedAt: document.issuedAt,
    taxPointOn: document.taxPointOn,
    history: document.history,
    lineTotal: json(totals.lineTotal),
    allowanceTotal: json(totals.allowanceTotal),
    chargeTotal: json(totals.chargeTotal),
    net: json(totals.net),
    tax: json(totals.tax),
    gross: json(totals.gross),
    paid: json(totals.paid),
    payable: json(totals.payable),
    taxes: taxes.map((group) => ({ ...group, base: json(group.base), tax: json(group.tax) })),
    charges: charges.map((charge) => {
      return { ...charge, reason: 'freight', amount: json(charge.amount) };
    }),
    lines: lines.map((line) => lineView(line, currency, json)),
    sellerParty,
    billTo: buyer.billTo,
    shipTo: buyer.shipTo,
    customerVatId: buyer.vatId,
  };
}

function lineView(
  { category: taxCategory, quantity, unitPrice, net, gross, ...line }: Document['lines'][number],
  currency: string,
  json: (minor: number) => MoneyJson,
): DocumentLineView {
  return {
    ...line,
    taxCategory,
    quantity: quantityJson(quantity),
    unitPrice: unitPriceJson({ micro: unitPrice, currency }),
    net: json(net),
    gross: json(gross),
  };
}
