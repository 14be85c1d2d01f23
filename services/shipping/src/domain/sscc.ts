/**
 * Check digit of a GS1 number: mod 10, weights 3 and 1 in turn, beginning with 3 at the right.
 * Source: GS1 General Specifications, section 7.9.
 */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/**
 * Serial shipping container code: extension digit, GS1 company prefix, serial reference, check
 * digit; 18 digits. The extension digit is the highest digit of the serial, which starts over when
 * all are used: after ten thousand million packages for a prefix of 7 digits.
 */
export function ssccOf(companyPrefix: string, serial: number): string {
  const length = 17 - companyPrefix.length;
  const reference = String(serial % 10 ** length).padStart(length, '0');
  const digits = `${reference.slice(0, 1)}${companyPrefix}${reference.slice(1)}`;
  return `${digits}${checkDigit(digits)}`;
}

/** Whether a text can be a GS1 company prefix. */
export function isCompanyPrefix(text: string | undefined): text is string {
  return text !== undefined && /^\d{4,12}$/.test(text);
}
