import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingForKafka } from './library.js';
import { brokerAnswers } from './probe.js';
import { type RunningKafka, startKafka } from './server.js';

const missing = await missingForKafka();
const suite = missing ? describe.skip : describe;

suite(`A Kafka broker of our own${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let dataDir: string;
  let kafka: RunningKafka | undefined;
  const told: string[] = [];
  const start = () => startKafka({ dataDir, log: (line) => told.push(line) });
  const portOf = ({ brokers }: RunningKafka) => Number(brokers.split(':')[1]);
  const identity = () => readFile(join(dataDir, 'kafka', 'data', 'meta.properties'), 'utf8');

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'o2c kafka '));
  });

  afterAll(async () => {
    await kafka?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('answers as soon as it is said to have started', async () => {
    kafka = await start();
    expect(await brokerAnswers(portOf(kafka))).toBe(true);
  }, 180_000);

  test('is never started twice on one folder', async () => {
    await expect(start()).rejects.toThrow(/already runs Kafka on the data folder/);
  });

  test('stops when asked, also twice, and leaves no process', async () => {
    await kafka?.stop();
    await kafka?.stop();
    await kafka?.exited;
    expect(kafka && (await brokerAnswers(portOf(kafka)))).toBe(false);
  });

  test('finds its data again', async () => {
    const before = await identity();
    kafka = await start();
    expect(await identity()).toBe(before);
  }, 60_000);

  test('replaces the broker that a killed run left behind', async () => {
    const left = kafka;
    await pretendItsOwnerWasKilled();
    kafka = await start();
    await left?.exited;
    expect(told.at(-1)).toMatch(/stopping Kafka \d+, left behind/);
    expect(await brokerAnswers(portOf(kafka))).toBe(true);
  }, 60_000);

  test('tells when it ended unasked', async () => {
    process.kill(await brokerPid(), 'SIGKILL');
    await kafka?.exited;
    kafka = await start();
    expect(await brokerAnswers(portOf(kafka))).toBe(true);
  }, 60_000);

  const pidFile = () => join(dataDir, 'kafka', 'kafka.pid');

  async function brokerPid(): Promise<number> {
    return Number.parseInt(await readFile(pidFile(), 'utf8'), 10);
  }

  async function pretendItsOwnerWasKilled(): Promise<void> {
    await writeFile(pidFile(), `${await brokerPid()} 4194305\n`);
  }
});

test.each([
  ['no Java', -1, '', 'Kafka needs Java 17 or newer: install it (openjdk-17-jre-headless)'],
  ['an old Java', 0, 'openjdk version "11.0.2"', /Java 17 or newer, here is 11: install it$/],
  ['a new Java', 0, 'openjdk version "21.0.1"', 'undefined'],
])('A machine with %s is told what is missing', async (_title, code, output, words) => {
  const run = () => Promise.resolve({ code, output });
  expect(String(await missingForKafka(run))).toMatch(words);
});
