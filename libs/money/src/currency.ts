import { show } from './decimal.js';
import { MoneyError } from './money-error.js';

/**
 * The codes of ISO 4217 list one in which something can be priced. Not here: metals, bond units,
 * XDR, XSU, XUA, XTS and XXX, which have no minor unit. BGN stays for documents before 2026.
 */
const codes = new Set(
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN
  BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD
  FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
  KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
  MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
  SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH
  UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`.split(/\s+/),
);

/** Decimals of the currencies that do not have two. */
const exceptions: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** Whether the text is a current ISO 4217 code (upper case) in which amounts can be expressed. */
export function isCurrency(code: string): boolean {
  return codes.has(code);
}

/** Decimals of the currency's minor unit by ISO 4217: EUR 2, JPY 0, KWD 3. Throws MoneyError. */
export function exponent(currency: string): number {
  if (!isCurrency(currency)) throw new MoneyError([unknownCurrency(currency)]);
  return exceptions.get(currency) ?? 2;
}

export function unknownCurrency(currency: unknown): string {
  return `${show(currency)} is not an ISO 4217 currency`;
}
