import { DomainError, type FieldError } from '@o2c/contracts';
import { allocate, money, moneyJson, multiplyRatio, quantityJson, type Money } from '@o2c/money';
import type { Credit } from './credit-content.js';
import { total, type Left, type LineLeft } from './credit-left.js';
import type { Invoice } from './document.js';
import type { Shipment } from './order.js';

/**
 * A part of an invoice line to be credited: a quantity at what is left of the line's net for it, an
 * amount (a price reduction), both (goods back at a reduced value), or neither: all that is left.
 */
export type LineCredit = {
  readonly line: number;
  readonly quantity?: number | undefined;
  readonly net?: Money | undefined;
};

/** What a clerk wants to credit; without lines and freight: everything that is left. */
export type CreditRequest = {
  readonly lines?: readonly LineCredit[] | undefined;
  readonly freight?: Money | undefined;
};

/**
 * The credit that a request without faults means. Throws DomainError `invoice.overcredited` with
 * what is left when it is more than that.
 */
export function requestedCredit(invoice: Invoice, left: Left, request: CreditRequest): Credit {
  const { lines, freight } = request;
  if (!lines && !freight) return everything(invoice, left);
  const byLine = new Map(left.lines.map((line) => [line.line, line]));
  const wanted = (lines ?? []).map((line) => ({ line, left: byLine.get(line.line) ?? NOTHING }));
  const over = wanted.flatMap(({ line, left: rest }, index) => overdrawn(line, rest, index));
  const charged = total(left.charges, (amount) => amount);
  if (freight && freight.minor > charged) over.push(tooMuch('/freight', 'freight'));
  if (over.length > 0) throw overcredited(invoice, left, over);
  return {
    lines: wanted.map(({ line, left: rest }) => taken(line, rest, invoice.currency)),
    charges: allocate(freight ?? money(0, invoice.currency), left.charges).map(
      ({ minor }) => minor,
    ),
  };
}

/** The credit that takes a delivery back; the last of an invoice takes all that is left. */
export function creditOfDelivery(
  invoice: Invoice,
  left: Left,
  { lines }: Shipment,
  isLast: boolean,
): Credit {
  const delivered = new Map(lines.map(({ line, quantity }) => [line, quantity]));
  const credits = left.lines.flatMap((rest, index) => {
    const quantity = delivered.get(invoice.lines[index]?.orderLine ?? 0) ?? 0;
    const part = { line: rest.line, quantity: Math.min(quantity, rest.quantity) };
    const net = isLast ? rest.net : netOf(part, rest, invoice.currency);
    return quantity > 0 || net !== 0 ? [{ line: rest.line, quantity, net }] : [];
  });
  return { lines: credits, charges: left.charges.map((amount) => (isLast ? amount : 0)) };
}

const NOTHING: LineLeft = { line: 0, quantity: 0, net: 0 };

function everything(invoice: Invoice, left: Left): Credit {
  const lines = left.lines.filter(({ quantity, net }) => quantity > 0 || net !== 0);
  if (lines.length === 0 && left.gross === 0) {
    throw overcredited(invoice, left, [tooMuch('/invoice', 'invoice')]);
  }
  return { lines, charges: left.charges };
}

function taken(wanted: LineCredit, left: LineLeft, currency: string): LineLeft {
  const { line, quantity, net } = wanted;
  if (quantity === undefined && net === undefined) return left;
  return { line, quantity: quantity ?? 0, net: net?.minor ?? netOf(wanted, left, currency) };
}

/** What a quantity is worth: its part of what is left, so that the last piece takes the rest. */
function netOf({ quantity = 0 }: LineCredit, left: LineLeft, currency: string): number {
  if (quantity === 0 || left.quantity === 0) return 0;
  return multiplyRatio(money(left.net, currency), quantity, left.quantity, 'half-up').minor;
}

function overdrawn(wanted: LineCredit, left: LineLeft, index: number): FieldError[] {
  const { quantity, net } = wanted;
  const path = `/lines/${index}`;
  if (quantity === undefined && net === undefined) {
    return left.quantity === 0 && left.net === 0 ? [tooMuch(path, `line ${wanted.line}`)] : [];
  }
  return [
    ...((quantity ?? 0) > left.quantity ? [tooMuch(`${path}/quantity`, 'quantity')] : []),
    ...(net && net.minor > left.net ? [tooMuch(`${path}/net`, 'net')] : []),
  ];
}

function tooMuch(path: string, what: string): FieldError {
  return { code: 'invoice.overcredited', path, message: `more ${what} than is left to credit` };
}

function overcredited(invoice: Invoice, left: Left, errors: readonly FieldError[]): DomainError {
  const { number, currency } = invoice;
  const json = (minor: number) => moneyJson(money(minor, currency));
  return new DomainError(
    'invoice.overcredited',
    `Of ${number}, ${json(left.gross).amount} ${currency} is left to credit`,
    errors,
    {
      left: {
        ...{ net: json(left.net), tax: json(left.tax), gross: json(left.gross) },
        freight: json(total(left.charges, (amount) => amount)),
        lines: left.lines.map(({ line, quantity, net }) => {
          return { line, quantity: quantityJson(quantity), net: json(net) };
        }),
      },
    },
  );
}

/** Everything that is wrong with a request, whatever is left of the invoice. */
export function requestFaults(
  invoice: Invoice,
  { lines = [], freight }: CreditRequest,
): FieldError[] {
  const known = new Set(invoice.lines.map(({ line }) => line));
  const faults = lines.flatMap(({ line, quantity, net }, index) => {
    const path = `/lines/${index}`;
    const first = lines.findIndex((other) => other.line === line);
    return [
      ...(known.has(line) ? [] : [invalid(`${path}/line`, `the invoice has no line ${line}`)]),
      ...(first === index ? [] : [invalid(`${path}/line`, `line ${line} is named twice`)]),
      ...(quantity !== undefined && quantity <= 0
        ? [invalid(`${path}/quantity`, 'the quantity must be positive')]
        : []),
      ...amountFaults(`${path}/net`, net, invoice.currency),
    ];
  });
  return [...faults, ...amountFaults('/freight', freight, invoice.currency)];
}

function amountFaults(path: string, amount: Money | undefined, currency: string): FieldError[] {
  if (!amount) return [];
  if (amount.currency !== currency) return [invalid(path, `the invoice is in ${currency}`)];
  return amount.minor > 0 ? [] : [invalid(path, 'the amount must be positive')];
}

function invalid(path: string, message: string): FieldError {
  return { code: 'content.invalid', path, message };
}
