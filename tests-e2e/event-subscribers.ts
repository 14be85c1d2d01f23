import { spawnSync } from 'node:child_process';
import { tell, type Json } from '@o2c/testing';
import type { Mode, System } from './system.js';

/** A position of a service's outbox, as a subscriber was told of it. */
type Told = { readonly source: string; readonly sequence: number };

const missing = spawnSync('kcat', ['-V']).error ? 'kcat is not installed' : undefined;

/** What subscribers who share no code with us are promised, told at the end of a story. */
export function tellSubscribers(mode: Mode, system: () => System): void {
  it('a late subscriber is told every fact from the first on, without a gap', async () => {
    const { services } = await system().settled();
    const facts: Json[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Json = await system().get(`/v1/events?limit=200${next && `&after=${next}`}`);
      facts.push(...page.items);
      next = page.next;
    }
    expect(facts.map(({ position }) => position)).toEqual(facts.map((_, index) => index + 1));
    expect(positionsOf(facts)).toEqual(headsOf(services));
  }, 60_000);

  if (mode !== 'kafka') return;
  const test = missing ? it.skip : it;
  const why = missing ? ` (skipped: ${missing})` : '';

  test(`a client of Kafka that is not ours can prove that it missed no fact${why}`, async () => {
    const { services } = await system().settled();
    const records = readEverything(placeIn(system().log));
    for (const { headers, key, payload } of records) {
      expect(headers).toMatchObject({
        ...{ ce_specversion: '1.0', ce_subject: key, 'content-type': 'application/json' },
        ...{ ce_id: expect.stringMatching(/^[0-9a-f-]{36}$/), ce_time: expect.any(String) },
      });
      expect(JSON.parse(payload)).toEqual(expect.any(Object));
    }
    const told = records.map(({ headers }) => {
      return { source: headers.ce_source ?? '', sequence: Number(headers.ce_sequence) };
    });
    expect(positionsOf(told)).toEqual(headsOf(services));
    tell('kcat', { records: records.length, missing: 0 });
  }, 120_000);
}

/** Every position that was told of, by service, in order. */
function positionsOf(told: readonly Told[]): Record<string, readonly number[]> {
  const bySource = Map.groupBy(told, ({ source }) => source);
  return Object.fromEntries(
    [...bySource].map(([source, own]) => {
      const positions = new Set(own.map(({ sequence }) => Number(sequence)));
      return [source, [...positions].sort((a, b) => a - b)];
    }),
  );
}

/** Every position that there is, by service that published. */
function headsOf(services: readonly Json[]): Record<string, readonly number[]> {
  const publishing = services.filter(({ head }) => Number(head) > 0);
  return Object.fromEntries(
    publishing.map(({ service, head }) => [
      service,
      Array.from({ length: Number(head) }, (_, index) => index + 1),
    ]),
  );
}

type KafkaRecord = {
  readonly key: string;
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Where facts are to be had; the prefix stands before the name of each topic. */
type Place = { readonly broker: string; readonly prefix: string };

/** All records of all topics of ours. */
function readEverything({ broker, prefix }: Place): readonly KafkaRecord[] {
  const { topics } = JSON.parse(kcat('-b', broker, '-L', '-J')) as {
    readonly topics: readonly { readonly topic: string }[];
  };
  const ours = topics.map(({ topic }) => topic).filter((topic) => topic.startsWith(prefix));
  return ours.flatMap((topic) => {
    const lines = kcat('-b', broker, '-C', '-q', '-e', '-J', '-o', 'beginning', '-t', topic);
    return lines.split('\n').filter(Boolean).map(recordOf);
  });
}

/** kcat writes headers as one list: name, value, name, value. */
function recordOf(line: string): KafkaRecord {
  const { key, payload, headers } = JSON.parse(line) as Json;
  const list = headers as readonly string[];
  const pairs = list.flatMap((name, index) => (index % 2 ? [] : [[name, list[index + 1] ?? '']]));
  return { key, payload, headers: Object.fromEntries(pairs) };
}

function kcat(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('kcat', args, { encoding: 'utf8', maxBuffer: 2e8 });
  if (status !== 0) throw new Error(`kcat ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** What the start prints of it. */
function placeIn(log: string): Place {
  const told = /^Facts: Kafka at (?<broker>\S+), topics (?<prefix>\S+)<type>/m.exec(log);
  if (!told?.groups) throw new Error(`no topics are named:\n${log}`);
  return told.groups as Place;
}
