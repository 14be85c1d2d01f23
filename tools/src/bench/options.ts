import { parseArgs } from 'node:util';

/** The rows of the benchmark, in the order in which they run. */
export const ROWS = [
  ...(['floor', 'standalone', 'latency', 'one-line', 'reads', 'rebuild'] as const),
  ...(['distributed', 'start', 'import'] as const),
] as const;
/** What runs only when it is asked for, since it takes long or disturbs the rest. */
export const EXTRA_ROWS = ['growth', 'overload', 'backlog'] as const;

/** What needs a stage of its own, where the other rows would be slower. */
export const ROW_ALONE = 'breakdown';

export type RowName = (typeof ROWS)[number] | (typeof EXTRA_ROWS)[number] | typeof ROW_ALONE;

/** What `npm run bench` was told. */
export type Options = {
  readonly rows: ReadonlySet<RowName>;
  /** How long each figure is measured. */
  readonly seconds: number;
  /** Cycles under way at once in closed loop. */
  readonly inFlight: number;
  /** Where the figures are written as JSON. */
  readonly json: string | undefined;
  /** Where the row `breakdown` keeps the profile of Node's processor time. */
  readonly profile: string | undefined;
  /** Only floor and standalone, compared with what `docs/performance.md` has recorded. */
  readonly isQuick: boolean;
  /** Long forms: growth, the whole file of sales, minutes of overload. */
  readonly isLong: boolean;
};

const QUICK_SECONDS = 10;
const USUAL_SECONDS = 20;

/** Reads the command line. Throws with a text for people when something in it is unknown. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      seconds: { type: 'string' },
      'in-flight': { type: 'string', default: '400' },
      json: { type: 'string' },
      profile: { type: 'string' },
      quick: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      overload: { type: 'boolean', default: false },
    },
  });
  const { quick: isQuick, long: isLong } = values;
  const usual = String(isQuick ? QUICK_SECONDS : USUAL_SECONDS);
  return {
    rows: new Set(values.only?.split(',').map(rowNamed) ?? rowsFor(values)),
    seconds: positive('seconds', values.seconds ?? usual),
    inFlight: positive('in-flight', values['in-flight']),
    json: values.json,
    profile: values.profile,
    isQuick,
    isLong,
  };
}

function rowsFor(values: { quick: boolean; long: boolean; overload: boolean }): readonly RowName[] {
  if (values.overload) return ['overload', 'backlog'];
  if (values.quick) return ['floor', 'standalone'];
  return values.long ? [...ROWS, ...EXTRA_ROWS] : ROWS;
}

function rowNamed(text: string): RowName {
  const all = [...ROWS, ...EXTRA_ROWS, ROW_ALONE] as const;
  const row = all.find((name) => name === text);
  if (row === undefined) throw new Error(`--only ${text}: there are ${all.join(', ')}`);
  return row;
}

function positive(name: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Error(`--${name} ${text} is no positive whole number`);
}
