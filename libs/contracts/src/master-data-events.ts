import Type from 'typebox';
import { state } from './event.js';
import { address, eur, ids } from './example-values.js';
import * as v from './values.js';

const optional = Type.Optional;

/** Dated tax rate of a country; categories other than S need none. */
export const TaxRateLine = Type.Object({
  country: Type.String(),
  category: v.TaxCategory,
  rateClass: v.RateClass,
  rate: v.Percent,
  from: v.DateText,
});

/** The seller as it is now: a legal entity that sells, invoices and collects. */
export const SellerSnapshot = Type.Object({
  seller: v.Id,
  number: Type.String(),
  name: Type.String(),
  address: v.Address,
  vatId: optional(Type.String()),
  taxNumber: optional(Type.String()),
  iban: optional(Type.String()),
  bic: optional(Type.String()),
  gs1CompanyPrefix: optional(Type.String()),
  currency: Type.String(),
  timeZone: Type.String({ description: 'IANA name; document dates are in it' }),
  taxRates: Type.Array(TaxRateLine),
  priceTolerancePercent: v.Percent,
});

/** The customer as it is now: who owes, and where to ship. */
export const CustomerSnapshot = Type.Object({
  customer: v.Id,
  number: Type.String(),
  name: Type.String(),
  currency: Type.String(),
  terms: Type.String({ description: 'net30, eom+15, day15' }),
  email: optional(Type.String()),
  vatId: optional(Type.String()),
  billTo: v.Address,
  shipTos: Type.Array(Type.Object({ id: Type.String(), address: v.Address })),
  invoicePer: Type.Union([Type.Literal('shipment'), Type.Literal('order')]),
  blocked: optional(Type.Object({ reason: Type.String() })),
  initialCredit: optional(
    Type.Object(
      { seller: v.Id, limit: v.Money },
      { description: 'the limit that the account with a seller begins with, whatever it is now' },
    ),
  ),
});

/** The product as it is now. */
export const ProductSnapshot = Type.Object({
  product: v.Id,
  sku: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  taxCategory: v.TaxCategory,
  rateClass: v.RateClass,
  prices: Type.Array(Type.Object({ price: v.UnitPrice, from: v.DateText })),
  packMultiple: optional(v.Quantity),
  active: Type.Boolean(),
});

const seller = {
  seller: ids.seller,
  number: 'S-1',
  name: 'Muster Handels GmbH',
  address,
  vatId: 'DE136695976',
  iban: 'DE02120300000000202051',
  bic: 'BYLADEM1001',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  taxRates: [
    {
      country: 'DE',
      category: 'S' as const,
      rateClass: 'standard' as const,
      rate: '19',
      from: '2021-01-01',
    },
  ],
  priceTolerancePercent: '0',
};

const customer = {
  customer: ids.customer,
  number: 'C-1001',
  name: 'ACME GmbH',
  currency: 'EUR',
  terms: 'net30',
  email: 'ap@acme.example',
  billTo: address,
  shipTos: [{ id: 'main', address }],
  invoicePer: 'shipment' as const,
  initialCredit: { seller: ids.seller, limit: eur('10000.00') },
};

const product = {
  product: ids.product,
  sku: 'A-100',
  name: 'Hex bolt M8',
  unit: 'piece',
  taxCategory: 'S' as const,
  rateClass: 'standard' as const,
  prices: [{ price: eur('10.00'), from: '2026-01-01' }],
  active: true,
};

/** What orders says about sellers, customers and products, for all who keep a copy. */
export const masterDataEvents = {
  /** A legal entity sells from now on. */
  SellerRegistered: state('orders', 'seller', SellerSnapshot, (d) => d.seller, seller),
  /** A seller's data changed; the whole seller as it is now. */
  SellerChanged: state('orders', 'seller', SellerSnapshot, (d) => d.seller, seller),
  /** A customer may order from now on. */
  CustomerRegistered: state('orders', 'customer', CustomerSnapshot, (d) => d.customer, customer),
  /** A customer's data changed; the whole customer as it is now. */
  CustomerChanged: state('orders', 'customer', CustomerSnapshot, (d) => d.customer, customer),
  /** A product can be ordered from now on. */
  ProductRegistered: state('orders', 'product', ProductSnapshot, (d) => d.product, product),
  /** A product's data or prices changed; the whole product as it is now. */
  ProductChanged: state('orders', 'product', ProductSnapshot, (d) => d.product, product),
};
