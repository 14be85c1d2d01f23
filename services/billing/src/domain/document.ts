import type { Address, TaxCategory } from '@o2c/contracts';

/** The kinds of legal documents, each with a number series of its own. */
export type DocumentKind = 'invoice' | 'credit_note';

/** The seller as a document names it, as it was on the day of issue. */
export type SellerParty = {
  readonly number: string;
  readonly name: string;
  readonly address: Address;
  readonly vatId?: string | undefined;
  readonly taxNumber?: string | undefined;
  readonly iban?: string | undefined;
  readonly bic?: string | undefined;
};

/** The customer as a document names it. */
export type BuyerParty = {
  readonly number?: string | undefined;
  readonly billTo: Address;
  readonly shipTo: Address;
  readonly vatId?: string | undefined;
};

/** What a tax is computed for: category (BT-151) and rate in percent (BT-152). */
export type TaxKey = { readonly category: TaxCategory; readonly rate: string };

/**
 * An invoiced or credited part of an order line. `quantity` in millionths of the unit, `unitPrice`
 * in millionths of the major unit, `net` (BT-131) and `gross` in minor units; `gross` has its
 * share of freight and tax, so that all grosses sum to the document's.
 */
export type DocumentLine = TaxKey & {
  readonly line: number;
  readonly orderLine: number;
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discountPercent: string;
  readonly net: number;
  readonly gross: number;
};

/** A charge of the whole document (BG-21), in minor units: so far always freight. */
export type Charge = TaxKey & { readonly amount: number };

/** One group of the VAT breakdown (BG-23) in minor units; `exemptionReason` is BT-120. */
export type TaxGroup = TaxKey & {
  readonly base: number;
  readonly tax: number;
  readonly exemptionReason?: string | undefined;
};

/**
 * Totals by EN 16931 in minor units: `lineTotal` BT-106, `allowanceTotal` BT-107, `chargeTotal`
 * BT-108, `net` BT-109, `tax` BT-110, `gross` BT-112, `paid` BT-113, `payable` BT-115.
 */
export type Totals = {
  readonly lineTotal: number;
  readonly allowanceTotal: number;
  readonly chargeTotal: number;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
  readonly paid: number;
  readonly payable: number;
};

/** What a document is made of, and what follows from it. */
export type Content = {
  readonly lines: readonly DocumentLine[];
  readonly charges: readonly Charge[];
  readonly taxes: readonly TaxGroup[];
  readonly totals: Totals;
};

type Issued = Content & {
  readonly id: string;
  readonly number: string;
  readonly year: number;
  readonly sequence: number;
  readonly seller: string;
  readonly customer: string;
  readonly order: string;
  readonly orderNumber: string;
  readonly purchaseOrder?: string | undefined;
  readonly shipments: readonly string[];
  readonly currency: string;
  readonly issuedOn: string;
  readonly issuedAt: string;
  readonly taxPointOn: string;
  readonly history: boolean;
  readonly sellerParty: SellerParty;
  readonly buyer: BuyerParty;
};

/** An invoice (BT-3 380). `reference` is its ISO 11649 creditor reference. */
export type Invoice = Issued & {
  readonly kind: 'invoice';
  readonly shippedAt: string;
  readonly dueOn: string;
  readonly terms: string;
  readonly reference: string;
};

/**
 * A credit note (BT-3 381) against an invoice (BG-3). `cause` void: the delivery did not happen
 * after all, its quantities count as not invoiced again; credit: they stay invoiced.
 */
export type CreditNote = Issued & {
  readonly kind: 'credit_note';
  readonly invoice: string;
  readonly invoiceNumber: string;
  readonly cause: 'void' | 'credit';
  readonly reason: string;
  readonly comment?: string | undefined;
};

/** A legal document: immutable once issued. */
export type Document = Invoice | CreditNote;

/** The last number given of a seller's series in a year; numbers have no gaps. */
export type Series = {
  readonly seller: string;
  readonly documentKind: DocumentKind;
  readonly year: number;
  readonly last: number;
};

const PREFIX = { invoice: 'INV', credit_note: 'CN' } as const;

/** `INV-2026-000099`, `CN-2026-000007`. */
export function numberOf(kind: DocumentKind, year: number, sequence: number): string {
  return `${PREFIX[kind]}-${year}-${String(sequence).padStart(6, '0')}`;
}

/** Year and sequence of a document number, or undefined where it is none of this kind. */
export function readNumber(
  kind: DocumentKind,
  number: string,
): { year: number; sequence: number } | undefined {
  const [prefix, year, sequence] = number.split('-');
  if (prefix !== PREFIX[kind]) return undefined;
  const read = { year: Number(year), sequence: Number(sequence) };
  if (!Number.isSafeInteger(read.year) || !Number.isSafeInteger(read.sequence)) return undefined;
  return numberOf(kind, read.year, read.sequence) === number ? read : undefined;
}

/** Year of a document date: the year of its number. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** The same for two parts of a document that are taxed alike; "19" and "19.00" are one rate. */
export function taxKey({ category, rate }: TaxKey): string {
  return `${category} ${Number(rate)}`;
}
