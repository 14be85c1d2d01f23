import { parseArgs } from 'node:util';

/** What `npm run simulate -- …` is asked for. */
export type Settings = {
  /** The first seed; the following ones are played after it. */
  readonly from: number;
  /** How many facts are to be published in all. */
  readonly facts: number;
};

/** A million facts, unless `--facts N`; `--from N` begins elsewhere, `--seed N` plays one seed. */
export function settings(args: readonly string[]): Settings {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string' }, from: { type: 'string' }, facts: { type: 'string' } },
  });
  if (values.seed !== undefined) return { from: whole('seed', values.seed), facts: 1 };
  return {
    from: whole('from', values.from ?? '1'),
    facts: whole('facts', values.facts ?? '1000000'),
  };
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`--${name} is a whole number, not ${text}`);
}
