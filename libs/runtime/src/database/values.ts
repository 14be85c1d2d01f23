import pg from 'pg';

const { builtins } = pg.types;
const NUMERIC_LIST = 1231;
const BIGINT_LIST = 1016;
const DATE_LIST = 1182;
const TEXT_LIST = 1009;

type Parser = (text: string) => unknown;

/** A whole number that a JavaScript number holds exactly. Throws RangeError beyond 2^53 − 1. */
export function toSafeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`${text} does not fit an exact number`);
}

/** Sums of bigint are numeric: whole ones become numbers, others stay decimal text, exact. */
function toExact(text: string): number | string {
  return /^-?\d+$/.test(text) ? toSafeInteger(text) : text;
}

/** A date is a date, not an instant in some time zone. */
function asWritten(text: string): string {
  return text;
}

function listOf(parse: Parser): Parser {
  const asTexts = pg.types.getTypeParser(TEXT_LIST as never) as (text: string) => (string | null)[];
  return (text) => asTexts(text).map((item) => (item === null ? null : parse(item)));
}

const parsers = new Map<number, Parser>([
  [builtins.INT8, toSafeInteger],
  [builtins.NUMERIC, toExact],
  [builtins.DATE, asWritten],
  [BIGINT_LIST, listOf(toSafeInteger)],
  [NUMERIC_LIST, listOf(toExact)],
  [DATE_LIST, listOf(asWritten)],
]);

/**
 * How values of PostgreSQL arrive: bigint and whole numeric as exact numbers, other numeric as
 * text, date as `2026-11-22`, timestamptz as Date. Belongs to one connection, not to the process.
 */
export const exactTypes = {
  getTypeParser(type: number, format?: 'text' | 'binary'): Parser {
    const ours = format === 'binary' ? undefined : parsers.get(type);
    return ours ?? (pg.types.getTypeParser(type, format) as Parser);
  },
};
