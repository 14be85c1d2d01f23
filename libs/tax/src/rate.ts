/**
 * The rate of a tax category in a country from a day on, until a later one of the same key.
 * `rate` is a percent decimal ("19"), `from` an ISO date, `category` a code of UNCL 5305 (BT-151).
 */
export type TaxRate = {
  country: string;
  category: string;
  rateClass: RateClass;
  rate: string;
  from: string;
};

/** Which of a country's rates a product has. */
export type RateClass = 'standard' | 'reduced';

/** What a rate is looked up by. */
export type RateKey = Pick<TaxRate, 'country' | 'category' | 'rateClass'>;

/**
 * Categories whose rate is 0 and never configured: Z zero rated (BR-Z-5), E exempt (BR-E-5),
 * AE reverse charge (BR-AE-5), G export (BR-G-5), K intra-community supply (BR-IC-5), O outside
 * the scope of VAT (BR-O-5).
 */
const untaxed: ReadonlySet<string> = new Set(['Z', 'E', 'AE', 'G', 'K', 'O']);

/**
 * The rate on a day (the document's or tax point date): the latest whose `from` is not after it.
 * `undefined` when none is configured; the caller reports that.
 */
export function rateOn(
  rates: readonly TaxRate[],
  key: RateKey,
  onDate: string,
): string | undefined {
  if (untaxed.has(key.category)) return '0';
  return rates
    .filter((rate) => sameKey(rate, key) && rate.from <= onDate)
    .reduce<TaxRate | undefined>(later, undefined)?.rate;
}

function sameKey(a: RateKey, b: RateKey): boolean {
  return a.country === b.country && a.category === b.category && a.rateClass === b.rateClass;
}

function later(latest: TaxRate | undefined, rate: TaxRate): TaxRate {
  return latest === undefined || rate.from >= latest.from ? rate : latest;
}
