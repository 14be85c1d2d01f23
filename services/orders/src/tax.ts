import { RateClass, TaxCategory } from '@o2c/contracts';

/** The VAT categories that facts know. */
export const TAX_CATEGORIES = TaxCategory.anyOf.map(({ const: category }) => category);

/** The classes of rates that facts know. */
export const RATE_CLASSES = RateClass.anyOf.map(({ const: rateClass }) => rateClass);
