import { stdout } from 'node:process';
import { parseArgs } from 'node:util';

/** What a process that is started from here needs of its surroundings. */
export const surroundings = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };

/** The folder of real companies' data that benchmarks use where it is there. */
export const sampleData = process.env.SAMPLE_DATA ?? '../shared/data';

/** What the programs of this folder are told by the environment and on their command line. */
export type Settings = {
  readonly url: string;
  readonly key: string;
  /** What stands on the command line without a name. */
  readonly words: readonly string[];
  readonly month: string | undefined;
  readonly golden: string | undefined;
  readonly seller: string | undefined;
  readonly seed: number;
  readonly rounds: number;
  readonly days: number;
  readonly customers: number;
  /** Whether the demo goes on living, and how many things happen in a second. */
  readonly live: boolean;
  readonly speed: number;
};

const USAGE = `
  npm run demo -- --key KEY [--url URL] [--seed N] [--rounds N] [--days N] [--customers N]
                  [--live [--speed N]]
  npm run import -- online-retail|ibm FILE --key KEY [--url URL] [--seller NUMBER]
                  [--month 2009-12] [--golden FILE]

The key may stand in O2C_API_KEY, the address in O2C_URL (else http://localhost:3000).
`;

/**
 * Reads them. Throws with a text for people when something is missing or unknown; `--help` ends
 * the process with what there is.
 */
export function readSettings(): Settings {
  const { values, positionals: words } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      url: { type: 'string', default: process.env.O2C_URL ?? 'http://localhost:3000' },
      key: { type: 'string', default: process.env.O2C_API_KEY ?? process.env.BOOTSTRAP_API_KEY },
      month: { type: 'string' },
      golden: { type: 'string' },
      seller: { type: 'string' },
      seed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '1' },
      days: { type: 'string', default: '90' },
      customers: { type: 'string', default: '60' },
      live: { type: 'boolean', default: false },
      speed: { type: 'string', default: '1' },
    },
  });
  if (values.help) {
    stdout.write(USAGE);
    process.exit();
  }
  const { url, key, month, golden, seller } = values;
  if (!key) throw new Error('An API key is needed: --key KEY, or O2C_API_KEY in the environment');
  if (month !== undefined && !/^\d{4}-\d{2}$/.test(month)) {
    throw new Error(`--month ${month} is not written as 2009-12`);
  }
  return {
    ...{ url: url.replace(/\/$/, ''), key, words, month, golden, seller, live: values.live },
    ...{ seed: wholeNumber('seed', values.seed), rounds: wholeNumber('rounds', values.rounds) },
    ...{ days: wholeNumber('days', values.days), speed: wholeNumber('speed', values.speed) },
    customers: wholeNumber('customers', values.customers),
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${name} ${text} is no whole number`);
}
