import type { DataOf, FieldError } from '@o2c/contracts';
import { parsePercent } from '@o2c/money';
import { Faults } from './fault.js';
import type { MasterKind } from './master-data.js';

/** A legal entity that sells, invoices and collects, as it is published. */
export type Seller = DataOf<'SellerRegistered'>;

/** Sellers: `number` is made (`S-2`) unless the caller gives one. */
export const sellerKind: MasterKind<Seller> = {
  table: 'sellers',
  codes: { unknown: 'seller.unknown', taken: 'seller.number_taken' },
  idOf: (seller) => seller.seller,
  numberOf: (seller) => seller.number,
  numbered: (seller, number) => ({ ...seller, number }),
  faultsOf: sellerFaults,
  registered: (data) => ({ type: 'SellerRegistered', data }),
  changed: (data) => ({ type: 'SellerChanged', data }),
};

function sellerFaults(seller: Seller): readonly FieldError[] {
  const faults = new Faults();
  faults.currency(seller.currency, '/currency');
  const { timeZone, iban, priceTolerancePercent } = seller;
  faults.unless(
    isTimeZone(timeZone),
    'seller.time_zone_unknown',
    '/timeZone',
    `${timeZone} is no time zone`,
  );
  faults.unless(
    iban === undefined || isIban(iban),
    'seller.iban_invalid',
    '/iban',
    `${iban} is no IBAN`,
  );
  percent(faults, priceTolerancePercent, '/priceTolerancePercent');
  seller.taxRates.forEach(({ rate }, index) => percent(faults, rate, `/taxRates/${index}/rate`));
  return faults.found;
}

function percent(faults: Faults, text: string, path: string): void {
  const value = faults.reading(() => parsePercent(text), 'percent.invalid', path);
  if (value === undefined) return;
  const fits = value >= 0 && value <= parsePercent('100');
  faults.unless(fits, 'percent.invalid', path, `${text} is not between 0 and 100`);
}

/** ISO 13616: country and check digits moved to the end, letters as numbers, modulo 97 is 1. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(text)) return false;
  const digits = [...text.slice(4), ...text.slice(0, 4)].map((char) => Number.parseInt(char, 36));
  return BigInt(digits.join('')) % 97n === 1n;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
