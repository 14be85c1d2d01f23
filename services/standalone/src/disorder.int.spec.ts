import { Module } from '@nestjs/common';
import type { EventType } from '@o2c/contracts';
import {
  type Act,
  Chance,
  disorderly,
  figure,
  keepAsIs,
  limit,
  overtakings,
  type Row,
  startService,
  type State,
  stateOf,
  type Step,
  tell,
  type TestService,
  UUID,
} from '@o2c/testing';
import { Company } from './sample-company.js';
import { RULING } from './sample-services.js';
import { PROLOGUE, STORY } from './sample-story.js';

@Module({ imports: RULING.map(([, module]) => module) })
class CompanyModule {}

/** So many can overtake one another on the way to any service, at least. */
const FEWEST_PAIRS = 8;

const same = (row: Row): Row => row;

/** What tells of the way to where a service is now, and nobody acts on any more. */
const TRACES: Readonly<Record<string, (row: Row) => Row | undefined>> = {
  // A plan that was taken back before anything left: who hears of both at once makes none.
  shipments: ({ version: _, ...row }) => (row.status === 'voided' && !left(row) ? undefined : row),
  // How an order was decided that is over.
  reservations: ({ status, reasons, manual, hold, expires_at, ...row }) => {
    const isOver = row.open_minor === 0 && row.delivered_minor === 0;
    return isOver ? row : { ...row, status, reasons: codesOf(reasons), manual, hold, expires_at };
  },
  // Whether, and when, those who wait were told what is needed now.
  accounts: ({ holds_moved: _, holds_told_at: __, ...row }) => row,
  // The customer's number is on a document where it was heard of before that was issued.
  documents: (row) => JSON.parse(JSON.stringify(row).replace(/"number":"C-\d+",/, '')),
};

/** Who waits may not have been told yet what is needed now. */
function codesOf(reasons: unknown): readonly string[] {
  return (reasons as readonly { readonly code: string }[]).map(({ code }) => code);
}

function left({ lines }: Row): boolean {
  return (lines as { readonly shipped: number }[]).some(({ shipped }) => shipped > 0);
}

let company: Company;
let told: ReadonlySet<string>;

beforeAll(async () => {
  const services = await startService(CompanyModule);
  company = new Company(services);
  try {
    for (const [scene, happens] of Object.entries(STORY)) {
      company.scene = scene;
      await happens(company);
    }
  } finally {
    await services.stop();
  }
  told = new Set(JSON.stringify(company.events).match(WORD));
}, 120_000);

describe.each(RULING)('Whatever is repeated or overtaken on the way to %s', (name, module) => {
  let service: TestService;
  let empty: () => Promise<void>;
  let steps: readonly Step[];

  beforeAll(async () => {
    service = await startService(module);
    await service.settle();
    empty = await keepAsIs(service.database);
    const types = typesOf(service);
    // Nobody acts before the service knows who sells what to whom.
    const known = company.events.flatMap((event) => {
      return 'fact' in event && event.scene === PROLOGUE ? event.fact.id : [];
    });
    steps = company.events.flatMap((event): Step[] => {
      if ('act' in event) return event.service === name ? [{ ...event, after: known }] : [];
      const { scene, fact } = event;
      return types.includes(fact.type)
        ? [{ scene, fact, after: company.heardFor(fact, name) }]
        : [];
    });
  }, 60_000);
  afterAll(() => service?.stop());

  it('is part of the story: it has every type of fact that is handled', () => {
    const heard = new Set(steps.map(({ fact }) => fact?.type));
    expect(typesOf(service).filter((type) => !heard.has(type))).toEqual([]);
  });

  it(
    'everything comes to the same state as when all is told once, in order',
    async () => {
      const inOrder = await play(steps);
      expect(inOrder).toMatchObject({ parked: [], waiting: [], follow_ups: [] });
      for (let seed = 1; seed <= figure(3, 100); seed++) {
        const chance = new Chance(seed);
        const state = await play(disorderly(steps, chance), chance);
        expect({ seed, state }).toEqual({ seed, state: inOrder });
      }
    },
    limit(60, 3_600),
  );

  it(
    'two processes that hear of it at the same moment come to the same state',
    async () => {
      const other = await service.another(module);
      try {
        const inOrder = await play(steps);
        const deadlocks = await deadlocksOf(service);
        const seeds = figure(2, 60);
        for (let seed = 1; seed <= seeds; seed++) {
          const chance = new Chance(seed);
          const state = await play(disorderly(steps, chance), chance, [service, other]);
          expect({ seed, state }).toEqual({ seed, state: inOrder });
        }
        const ended = (await deadlocksOf(service)) - deadlocks;
        tell(`two processes of ${name}`, {
          runs: seeds,
          'deadlocks that ended by themselves': ended,
        });
      } finally {
        await other.stop();
      }
    },
    limit(60, 3_600),
  );

  it('each fact that overtakes another comes to the same state', async () => {
    const inOrder = new Map<readonly Step[], State>();
    const cases = overtakings(Object.keys(STORY).map(playedIn));
    const different: object[] = [];
    for (const { late, early, story, steps } of cases) {
      if (!inOrder.has(story)) inOrder.set(story, await play(story));
      const state = await play(steps);
      const differs = JSON.stringify(state) !== JSON.stringify(inOrder.get(story));
      if (differs) different.push({ late, early });
    }
    tell(`overtaking on the way to ${name}`, { pairs: cases.length, different: different.length });
    expect(different).toEqual([]);
    expect(cases.length).toBeGreaterThanOrEqual(FEWEST_PAIRS);
  }, 120_000);

  /** A scene, after the one that all need. */
  function playedIn(scene: string): readonly Step[] {
    return steps.filter((step) => step.scene === scene || step.scene === PROLOGUE);
  }

  /** From an empty database; facts come one by one, or some together as chance has it. */
  async function play(
    story: readonly Step[],
    chance?: Chance,
    processes = [service],
  ): Promise<State> {
    await empty();
    const now = new Map<string, string>();
    const sides = new Map(typesOf(service).map((type) => [type, chance?.oneOf(processes)]));
    const hearing = (type: EventType): TestService => sides.get(type) ?? service;
    let waiting: Step[] = [];
    const deliver = async (): Promise<void> => {
      const facts = waiting.flatMap(({ fact }) => (fact ? [renamed(fact, now)] : []));
      waiting = [];
      if (processes.length === 1) return service.bus.deliver(facts);
      // As Kafka does: a process has a type's facts, and takes some of each type together.
      const byType = [...Map.groupBy(facts, ({ type }) => type)];
      await Promise.all(byType.map(([type, own]) => hearing(type).bus.deliver(own)));
    };
    const rest = async (): Promise<void> => {
      await deliver();
      await service.settle();
    };
    for (const step of story) {
      // What follows from something that was said comes after that was said.
      if (step.act || step.after?.length) await rest();
      if (step.act) await perform(step.act, now);
      else waiting.push(step);
      if (!chance || chance.below(4 * processes.length ** 2) === 0) await deliver();
    }
    await rest();
    const then = new Map([...now].map(([recorded, own]) => [own, recorded]));
    return stateOf(service.database, told, (table, row) => {
      return (TRACES[table] ?? same)(renamed(row, then));
    });
  }

  /** A person does the same again; what was made has other ids now. */
  async function perform(act: Act, now: Map<string, string>): Promise<void> {
    const { method, path, body, headers } = renamed(act, now);
    const answer = await service.http(method, path, body, headers);
    if (answer.status !== act.answer.status) {
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    pairUp(act.answer.body, answer.body, now);
  }
});

/** How often the database ended one of several that waited in a circle. */
async function deadlocksOf({ database }: TestService): Promise<number> {
  const [row] = await database.read<{ deadlocks: number }>(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  return row?.deadlocks ?? 0;
}

/** The ids at the same places of two answers. */
function pairUp(before: unknown, after: unknown, names: Map<string, string>): void {
  if (typeof before === 'string' && typeof after === 'string') {
    if (new RegExp(`^${UUID.source}$`).test(before)) names.set(before, after);
  } else if (isObject(before) && isObject(after)) {
    for (const key of Object.keys(before)) pairUp(before[key], after[key], names);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function typesOf({ bus }: TestService): readonly EventType[] {
  return bus.subscribers.flatMap(({ types }) => types);
}

function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  return names.size === 0 ? value : JSON.parse(rename(JSON.stringify(value), names));
}

function rename(text: string, names: ReadonlyMap<string, string>): string {
  return names.size === 0 ? text : text.replace(UUID, (id) => names.get(id) ?? id);
}

const WORD = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;
