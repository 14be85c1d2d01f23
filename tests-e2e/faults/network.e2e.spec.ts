import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Chance,
  eventually,
  figure,
  limit,
  type NetworkFault,
  type RunningPostgres,
  startPostgres,
  startTestKafka,
  tell,
  TcpProxy,
  type TestKafka,
} from '@o2c/testing';
import { kafkaMissing } from '../kafka-missing.js';
import { newSystem, type Mode, type System } from '../system.js';
import { countBroken, expectClean } from './books.js';
import { expectKept, Trade } from './trade.js';

/** A system is well again this long after its network is; milliseconds. */
const RECOVERY = 30_000;
const SALES = 6;
/** One of these has to start while its network is bad. */
const STARTED_ANEW = ['orders', 'credit', 'billing', 'analytics'] as const;

const FAULTS: readonly NetworkFault[] = [
  { kind: 'latency', milliseconds: 500, jitter: 250 },
  { kind: 'resets', percent: 5 },
  { kind: 'black hole' },
];

/** What a service says of itself, or the gateway of it. */
const AWAY = /no answer within 2 s|cannot be reached|is not ready/;

const missing = kafkaMissing();
const withKafka = missing ? describe.skip : describe;

describe('A bad network to PostgreSQL', () => suffer('standalone'));
withKafka(`A bad network to PostgreSQL and Kafka${missing ? ` (skipped: ${missing})` : ''}`, () =>
  suffer('kafka'),
);

function suffer(mode: Mode): void {
  const dataDir = mkdtempSync(join(tmpdir(), 'o2c-network-'));
  const chance = new Chance(Number(process.env.SEED ?? 3));
  const count = { faults: 0, 'connections broken': 0, kills: 0, repeats: 0, sales: 0 };
  let slowest = 0;
  let postgres: RunningPostgres;
  let kafka: TestKafka | undefined;
  let proxies: TcpProxy[] = [];
  let system: System;

  beforeAll(async () => {
    postgres = await startPostgres({ dataDir: join(dataDir, 'postgres') });
    const url = new URL(postgres.url);
    const toPostgres = await TcpProxy.open(chance);
    toPostgres.leadTo('127.0.0.1', Number(url.port));
    proxies = [toPostgres];
    url.port = String(toPostgres.port);
    // The socket in the file system has no network to break.
    url.searchParams.delete('host');
    const env = { DATABASE_URL: url.href, STATEMENT_TIMEOUT: String(figure(5, 30)) };
    if (mode === 'kafka') {
      const toKafka = await TcpProxy.open(chance);
      kafka = await startTestKafka(dataDir, toKafka.port);
      toKafka.leadTo('127.0.0.1', kafka.port);
      proxies.push(toKafka);
      Object.assign(env, { KAFKA_BROKERS: `127.0.0.1:${toKafka.port}` });
    }
    system = await newSystem(mode, env);
    await system.start();
  }, 240_000);

  afterAll(async () => {
    const violations = await countBroken(system);
    const seconds = Math.ceil(slowest / 1_000);
    tell(`network, ${mode}`, { ...count, 'seconds to recover at most': seconds, violations });
    await system.stop();
    system.clean();
    await kafka?.stop();
    await Promise.all(proxies.map((proxy) => proxy.close()));
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 120_000);

  it.each(FAULTS)(
    'of the kind $kind is over soon after it ends, and nothing is lost',
    async (fault) => {
      const trade = await Trade.prepare(system, SALES);
      await system.settled();
      const before = broken();
      for (const proxy of proxies) proxy.be(fault);
      if (mode === 'kafka' && process.platform === 'linux') {
        system.killService(chance.oneOf(STARTED_ANEW));
        count.kills++;
      }
      const selling = trade.sell(SALES);
      const fallen = fault.kind === 'black hole' ? tellsWhatIsAway(system) : undefined;
      await lasting(figure(5, 30) * 1_000);
      await fallen;
      for (const proxy of proxies) proxy.be({ kind: 'none' });
      const healed = performance.now();
      const sales = await selling;
      await expectClean(system, RECOVERY);
      slowest = Math.max(slowest, performance.now() - healed);
      expect(slowest).toBeLessThan(RECOVERY);
      await expectKept(system, sales);
      await eventually(async () => {
        expect((await fetch(`${system.url}/health/ready`)).status).toBe(200);
      }, RECOVERY);
      if (fault.kind !== 'latency') expect(broken()).toBeGreaterThan(before);
      count.faults++;
      count['connections broken'] = broken();
      count.sales += sales.length;
      count.repeats += trade.repeats;
    },
    limit(300, 400),
  );

  function broken(): number {
    return proxies.reduce((sum, proxy) => sum + proxy.broken, 0);
  }
}

/** Whoever sends it requests hears that it can take none now, and why. */
async function tellsWhatIsAway({ url }: System): Promise<void> {
  await eventually(async () => {
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringMatching(AWAY)]);
  }, 10_000);
}

/** The fault itself takes its time. */
function lasting(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
