// Parsers for the table of settings: each throws "must be …", to which the name is put in front.

/** Any text. */
export function asText(text: string): string {
  return text;
}

/** A whole number from `min` to `max`, both included. */
export function asInteger(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^-?\d+$/.test(text) && value >= min && value <= max) return value;
    throw new Error(`must be a whole number from ${min} to ${max}`);
  };
}

/** A TCP port; 0 lets the system choose a free one. */
export const asPort = asInteger(0, 65_535);

/** 1/true/yes or 0/false/no. */
export function asFlag(text: string): boolean {
  if (/^(1|true|yes)$/i.test(text)) return true;
  if (/^(0|false|no)$/i.test(text)) return false;
  throw new Error('must be 1 or 0');
}

/** An absolute URL, kept as text. */
export function asUrl(text: string): string {
  if (URL.canParse(text)) return text;
  throw new Error('must be a URL');
}

/** Parts between commas, without blanks around them. */
export function asList(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.every((part) => part !== '')) return parts;
  throw new Error('must be a list with commas');
}

/** A secret of at least `minLength` characters. */
export function asSecret(minLength: number): (text: string) => string {
  return (text) => {
    if (text.length >= minLength) return text;
    throw new Error(`must have at least ${minLength} characters`);
  };
}
