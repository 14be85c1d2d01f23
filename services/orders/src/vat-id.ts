import type { FieldError } from '@o2c/contracts';
import { checkVAT, countries } from 'jsvat';

/**
 * The fault of a VAT id whose form or check digits are wrong. Countries whose ids have no check
 * that we know are believed.
 */
export function vatIdFaults(
  vatId: string | undefined,
  country: string,
  code: 'customer.vat_id_invalid' | 'seller.vat_id_invalid',
): readonly FieldError[] {
  if (vatId === undefined) return [];
  const { isValid, isSupportedCountry } = checkVAT(vatId, countries);
  const isChecked = isSupportedCountry || countries.some(({ codes }) => codes.includes(country));
  if (isValid || !isChecked) return [];
  return [{ code, path: '/vatId', message: `${vatId} is not a VAT id` }];
}
