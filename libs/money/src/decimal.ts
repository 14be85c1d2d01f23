/** Digits with at most one point: no exponent, no blanks, no plus, no comma, no bare point. */
const plain = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads a plain decimal as an integer of `10^-decimals`: ("1.5", 2) is 150. What is wrong is added
 * to `faults`, and the answer is then 0, so that a caller can gather the faults of several fields.
 */
export function readDecimal(text: unknown, decimals: number, faults: string[]): number {
  const [, sign, whole, fraction = ''] = (typeof text === 'string' && plain.exec(text)) || [];
  if (whole === undefined) return fail(faults, `${show(text)} is not a plain decimal`);
  if (fraction.length > decimals)
    return fail(faults, `${show(text)} has more than ${decimals} decimals`);
  const scaled = Number(sign + whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(scaled)) return fail(faults, `${show(text)} is out of range`);
  return scaled + 0; // "-0" is plain 0
}

function fail(faults: string[], fault: string): 0 {
  faults.push(fault);
  return 0;
}

/** Input as a message may repeat it: quoted and short. */
export function show(input: unknown): string {
  return String(JSON.stringify(input)).slice(0, 40);
}

/** Writes an integer of `10^-decimals`: (150, 2) is "1.50", (-5, 2) is "-0.05", (7, 0) is "7". */
export function writeDecimal(scaled: number | bigint, decimals: number): string {
  const digits = String(scaled < 0 ? -scaled : scaled).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return scaled < 0 ? `-${text}` : text;
}

/** Drops zeros at the end, but keeps `atLeast` decimals: ("1.500000", 2) is "1.50". */
export function trimZeros(text: string, atLeast: number): string {
  const point = text.indexOf('.');
  if (point < 0) return text;
  let end = text.length;
  while (end - point - 1 > atLeast && text[end - 1] === '0') end -= 1;
  return text.slice(0, end === point + 1 ? point : end);
}
