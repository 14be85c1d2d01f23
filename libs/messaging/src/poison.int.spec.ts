import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definitionOf, type AnyEvent, type EventType } from '@o2c/contracts';
import { Health, missingForKafka, newId, startKafka, type RunningKafka } from '@o2c/runtime';
import { eventually, tell, testServerUrl } from '@o2c/testing';
import { Kafka, Partitioners, type Message, type Producer } from 'kafkajs';
import { KafkaBus } from './kafka-bus.js';
import { encode, type Record } from './kafka-record.js';
import type { Receiver } from './receiver.js';
import { clock, Home, logger, note, received, wire } from './sample-bus.js';

const missing = await missingForKafka();
const suite = missing ? describe.skip : describe;

/** A record of ours, as a careless or hostile program would change it. */
type Change = (good: Record) => Message;

const value =
  (text: string | Buffer | null): Change =>
  (good) => ({ ...good, value: text });
const header =
  (name: string, text: string): Change =>
  (good) => ({ ...good, headers: { ...good.headers, [name]: text } });
const without =
  (name: string): Change =>
  ({ headers: { [name]: _, ...headers }, ...good }) => ({ ...good, headers });
const key =
  (text: string | null): Change =>
  (good) => ({ ...good, key: text });
/** Changes the data's text, which is a JSON object. */
const data =
  (from: string | RegExp, to: string): Change =>
  (good) => ({ ...good, value: good.value.replace(from, to) });
const more = (fields: string): Change => data(/}$/, `,${fields}}`);

const BAD_STOCK: { readonly [what: string]: Change } = {
  'no JSON': value('stock came'),
  'half a JSON': value('{"sku":'),
  'a JSON list': value('[1]'),
  'a JSON null': value('null'),
  'bad UTF-8': value(Buffer.from([0x7b, 0xc3, 0x28, 0x7d])),
  'no value': value(null),
  'an empty value': value(''),
  'more than 900 kB': more(`"note":"${'x'.repeat(900_000)}"`),
  'an unknown type': header('ce_type', 'StockMelted'),
  'an unknown version': header('ce_version', '2'),
  'no headers': ({ value: text, key: name }) => ({ value: text, key: name }),
  'no id': without('ce_id'),
  'no sequence': without('ce_sequence'),
  'no time': without('ce_time'),
  'another specification': header('ce_specversion', '0.3'),
  'an id that is no UUID': header('ce_id', '42'),
  'an id of no possible day': header('ce_id', 'ffffffff-ffff-7000-8000-000000000001'),
  'the 30th of February': header('ce_time', '2026-02-30T08:00:00.000Z'),
  'a time in words': header('ce_time', 'yesterday'),
  'a position that is no number': header('ce_sequence', '0x10'),
  'a position below one': header('ce_sequence', '-1'),
  'a source that does not say so': header('ce_source', 'billing'),
  'an actor that is not encoded': header('ce_actor', '%'),
  'another subject': header('ce_subject', 'B-200'),
  'another key': key('B-200'),
  'no key': key(null),
  'a key with a zero byte': key('A\0'),
  'a hidden prototype': more('"__proto__":{"admin":true}'),
  'an encoded prototype': more('"\\u005f_proto__":{}'),
  'a zero byte in a text': data('main', 'ma\\u0000in'),
  'half a character in a text': data('main', 'ma\\ud800in'),
  'a nest of lists': more(`"note":${'['.repeat(5_000)}${']'.repeat(5_000)}`),
  'a negative quantity': data('"quantity":1', '"quantity":-1'),
  'a quantity of a float': data('"quantity":1', '"quantity":0.1'),
  'a missing field': data(/"receipt"/, '"recipe"'),
};

const BAD_PAYMENTS: { readonly [what: string]: Change } = {
  'an amount that is a float': data(/"amount":"[\d.]+"/, '"amount":10.5'),
  'a currency that is none': data('"EUR"', '"EURO"'),
  'a date that is none': data(/"valueDate":"[\d-]+"/, '"valueDate":"2026-13-01"'),
};

suite(`Bad records on Apache Kafka${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let folder: string;
  let kafka: RunningKafka;
  let producer: Producer;
  let bus: KafkaBus;
  let consumer: Home;
  let receiver: Receiver;
  const homes: Home[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'o2c-poison-'));
    kafka = await startKafka({ dataDir: folder });
    homes.push(await Home.open(testServerUrl()), await Home.open(testServerUrl()));
    consumer = homes[1] as Home;
    bus = new KafkaBus({
      ...{ brokers: [kafka.brokers], prefix: '', clientId: 'test', partitions: 1 },
      ...{ replicationFactor: 1, logger, health: new Health(), onFatal: () => {} },
    });
    const types = ['StockReceived', 'PaymentReceived'] as const;
    [receiver] = wire(bus, homes[0] as Home, [['credit', consumer, note]], types) as [Receiver];
    await bus.start();
    const client = new Kafka({ brokers: [kafka.brokers], logLevel: 0 });
    producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
  }, 180_000);

  afterAll(async () => {
    await producer?.disconnect();
    await bus?.stop();
    await Promise.all(homes.map(({ source }) => source.destroy()));
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('each is kept with its place and its error, and all good ones between them flow', async () => {
    const bad = [
      ...Object.entries(BAD_STOCK).map(
        ([what, change]) => [what, 'StockReceived', change] as const,
      ),
      ...Object.entries(BAD_PAYMENTS).map(
        ([what, change]) => [what, 'PaymentReceived', change] as const,
      ),
    ];
    expect(bad.length).toBeGreaterThanOrEqual(25);
    for (const [index, [, type, change]] of bad.entries()) {
      const messages = [
        change(encode(good(type, index * 2 + 1))),
        encode(good(type, index * 2 + 2)),
      ];
      await producer.send({ topic: type, messages });
    }
    const sent = performance.now();
    await eventually(async () => {
      expect(await bus.lagOf('credit')).toBe(0);
      expect(await consumer.effects()).toHaveLength(bad.length);
    }, 30_000);
    const parked = await consumer.parked();
    tell('poison', { bad: bad.length, parked: parked.length, good: bad.length });
    expect(performance.now() - sent).toBeLessThan(30_000);
    const found = new Map(parked.map((row) => [`${row.topic}/${row.log_offset}`, row]));
    for (const [index, [what, type]] of bad.entries()) {
      const before = bad.slice(0, index).filter(([, other]) => other === type);
      expect({ what, ...found.get(`${type}/${2 * before.length}`) }).toMatchObject({
        ...{ what, status: 'parked', partition: 0, attempts: 1, code: 'record.unreadable' },
        error: expect.stringMatching(/\w{3}/),
      });
    }
    expect(parked).toHaveLength(bad.length);
  }, 90_000);

  it('one that comes again is kept once', async () => {
    const before = await consumer.parked();
    const { raw, error } = before[0] as { raw: Buffer; error: string };
    const place = { topic: 'StockReceived', partition: 0, offset: '0' };
    await receiver.deliverBad({ ...place, key: null, headers: {}, raw, error });
    expect(await consumer.parked()).toHaveLength(before.length);
  });
});

function good(type: EventType, sequence: number): AnyEvent {
  const { source, subject, example } = definitionOf(type);
  const content = type === 'StockReceived' ? received('A-100').data : (example as object);
  return {
    ...{ id: newId(clock), source, type, sequence, time: clock.iso(), data: content },
    subject: subject(content as never),
  } as unknown as AnyEvent;
}
