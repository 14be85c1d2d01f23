/** What a payment's reference may name: creditor references and document numbers, normalised. */
export type Names = {
  readonly references: readonly string[];
  readonly documents: readonly string[];
};

/** More words than this is no remittance advice. */
const MAX_WORDS = 500;
const MAX_CREDITOR_REFERENCE = 25;

/** A document number or creditor reference as it is compared: upper case, without outer blanks. */
export function nameOf(text: string): string {
  const name = upper(text).trim();
  return /^RF\d\d[A-Z0-9 ]*$/.test(name) ? name.replaceAll(' ', '') : name;
}

/**
 * The whole words of a payment's reference. A word is never cut: the document 12 is found in
 * "invoice 12, 13" and neither in "123" nor in "INV-12-3". A creditor reference may be printed in
 * groups ("RF98 INV2 0260 0012 3"), so what follows its first group is joined to it.
 */
export function namesIn(reference: string): Names {
  const words = upper(reference)
    .split(/[\s,;:|"'()<>[\]{}&+=*]+/)
    .map((word) => word.replace(/^[-./_!?#]+|[-./_!?#]+$/g, ''))
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
  return { references: unique(words.flatMap(joinedFrom)), documents: unique(words) };
}

/** A word without a digit is no document number that somebody could be waiting for. */
export function isNumbered(name: string): boolean {
  return /\d/.test(name);
}

function upper(text: string): string {
  return text.normalize('NFKC').toUpperCase();
}

function joinedFrom(first: string, start: number, words: readonly string[]): readonly string[] {
  if (!/^RF\d\d[A-Z0-9]*$/.test(first)) return [];
  const joined = [first];
  let text = first;
  for (const word of words.slice(start + 1)) {
    text += word;
    if (text.length > MAX_CREDITOR_REFERENCE || !/^[A-Z0-9]+$/.test(word)) break;
    joined.push(text);
  }
  return joined;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
