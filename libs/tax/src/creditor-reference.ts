/**
 * The ISO 11649 creditor reference of a document number: INV-2026-000123 gives
 * RF98INV2026000123. Banks carry it unchanged, so a payment finds its invoice.
 * What is not a letter or digit is dropped. Throws RangeError unless 1 to 21 characters are left.
 */
export function creditorReference(number: string): string {
  const body = number.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (body.length < 1 || body.length > 21)
    throw new RangeError(`"${number}" has no 1 to 21 letters and digits`);
  return `RF${String(98 - modulo97(`${body}RF00`)).padStart(2, '0')}${body}`;
}

/** Whether the text is a valid creditor reference; the blanks of its printed form do not count. */
export function isCreditorReference(text: string): boolean {
  const reference = text.toUpperCase().replace(/\s/g, '');
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(reference)) return false;
  return modulo97(reference.slice(4) + reference.slice(0, 4)) === 1;
}

/** The remainder by 97 of the text read as digits: A is 10, Z is 35 (ISO 7064 MOD 97-10). */
function modulo97(text: string): number {
  const digits = text.replace(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)));
  return Number(BigInt(digits) % 97n);
}
