/** Between the texts of `listText`; JSON never contains it unescaped. */
const SEPARATOR = '\u001e';

/**
 * The array of a parameter as PostgreSQL's own text: what the driver does for any value, done for
 * plain ones (text, numbers, booleans, null) in a third of the time. Undefined for other arrays.
 */
export function arrayText(values: readonly unknown[]): string | undefined {
  let text = '{';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    const value = values[index];
    switch (typeof value) {
      case 'string':
        text += quoted(value);
        break;
      case 'number':
      case 'boolean':
      case 'bigint':
        text += String(value);
        break;
      default:
        if (value !== null && value !== undefined) return undefined;
        text += 'NULL';
    }
  }
  return `${text}}`;
}

/**
 * JSON documents as one text, read by `unnest(string_to_array($1, E'\\x1e'))`: in an array every
 * quote of every document would be escaped here and unescaped there.
 */
export function listText(documents: readonly unknown[]): string {
  return documents.map((document) => JSON.stringify(document)).join(SEPARATOR);
}

function quoted(value: string): string {
  return /["\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}
