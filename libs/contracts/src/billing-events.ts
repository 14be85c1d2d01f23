import Type from 'typebox';
import { movement } from './event.js';
import { at, eur, ids, on } from './example-values.js';
import * as v from './values.js';

/** VAT breakdown, EN 16931 BG-23: base BT-116, tax BT-117, category BT-118, rate BT-119. */
export const TaxBreakdown = Type.Object({
  category: v.TaxCategory,
  rate: v.Percent,
  base: v.Money,
  tax: v.Money,
});

/** What of an order line a document covers; `gross` has freight, allowances and tax allocated. */
export const DocumentLine = Type.Object({
  line: v.LineNumber,
  orderLine: v.LineNumber,
  sku: Type.String(),
  quantity: v.Quantity,
  net: v.Money,
  gross: v.Money,
});

const documentFields = {
  number: Type.String(),
  seller: v.Id,
  customer: v.Id,
  order: v.Id,
  shipments: Type.Array(v.Id),
  issuedOn: v.DateText,
  taxPointOn: v.DateText,
  net: v.Money,
  tax: v.Money,
  gross: v.Money,
  taxes: Type.Array(TaxBreakdown),
  lines: Type.Array(DocumentLine),
  history: Type.Boolean(),
};

const document = {
  number: 'INV-2026-000099',
  seller: ids.seller,
  customer: ids.customer,
  order: ids.order,
  shipments: [ids.shipment],
  issuedOn: on,
  taxPointOn: on,
  net: eur('100.00'),
  tax: eur('19.00'),
  gross: eur('119.00'),
  taxes: [{ category: 'S' as const, rate: '19', base: eur('100.00'), tax: eur('19.00') }],
  lines: [
    {
      line: 1,
      orderLine: 1,
      sku: 'A-100',
      quantity: 10,
      net: eur('100.00'),
      gross: eur('119.00'),
    },
  ],
  history: false,
};

/** What billing says: legal documents, immutable once issued. */
export const billingEvents = {
  /** An invoice was issued. */
  Invoiced: movement(
    'billing',
    Type.Object({
      invoice: v.Id,
      ...documentFields,
      shippedAt: v.Instant,
      dueOn: v.DateText,
      terms: Type.String(),
      payable: v.Money,
      reference: Type.String({ description: 'ISO 11649 creditor reference' }),
    }),
    (d) => d.invoice,
    {
      invoice: ids.invoice,
      ...document,
      shippedAt: at,
      dueOn: '2026-04-01',
      terms: 'net30',
      payable: eur('119.00'),
      reference: 'RF98INV2026000123',
    },
  ),
  /**
   * Part or all of an invoice was credited. `cause` void takes back the delivery, so that its
   * quantities are to be invoiced again; a credit leaves the quantities invoiced.
   */
  CreditNoted: movement(
    'billing',
    Type.Object({
      creditNote: v.Id,
      invoice: v.Id,
      invoiceNumber: Type.String(),
      cause: Type.Union([Type.Literal('void'), Type.Literal('credit')]),
      reason: Type.String(),
      ...documentFields,
    }),
    (d) => d.invoice,
    {
      creditNote: ids.creditNote,
      invoice: ids.invoice,
      invoiceNumber: 'INV-2026-000099',
      cause: 'credit',
      reason: 'damaged',
      ...document,
      number: 'CN-2026-000007',
    },
  ),
};
