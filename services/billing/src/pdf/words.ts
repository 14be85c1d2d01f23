import { money, moneyJson, quantityJson, unitPriceJson } from '@o2c/money';
import type { Address } from '@o2c/contracts';
import type { TaxKey } from '../domain/document.js';

/** `1,234.50`, of minor units. */
export function amountText(minor: number, currency: string): string {
  return grouped(moneyJson(money(minor, currency)).amount);
}

/** `0.0125`, of millionths of the major unit. */
export function priceText(micro: number, currency: string): string {
  return grouped(unitPriceJson({ micro, currency }).amount);
}

/** `1,000` or `2.5`, of millionths. */
export function quantityText(quantity: number): string {
  return grouped(String(quantityJson(quantity)));
}

/** `19 %`, or `0 % AE` where the category is another than the standard one. */
export function rateText({ category, rate }: TaxKey): string {
  return category === 'S' ? `${rate} %` : `${rate} % ${category}`;
}

/** Payment terms as a customer reads them. */
export function termsText(terms: string): string {
  const [, kind, days] = /^(net|eom\+|day)(\d+)$/.exec(terms) ?? [];
  if (kind === 'net') return days === '0' ? 'due at once' : `${days} days net`;
  if (kind === 'eom+') return `${days} days after the end of the month`;
  return kind === 'day' ? `on day ${days} of the month` : terms;
}

/** The lines of an address as they stand on an envelope. */
export function addressLines({ name, lines, postalCode, city, country }: Address): string[] {
  const place = [postalCode, city].filter(Boolean).join(' ');
  return [name, ...lines, `${place}, ${country}`];
}

/** `DE02 1203 0000 0000 2020 51`: references and account numbers in blocks of four. */
export function inFours(text: string): string {
  return text.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');
}

function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
