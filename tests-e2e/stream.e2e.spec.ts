import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { eventually } from '@o2c/testing';
import { kafkaMissing } from './kafka-missing.js';
import { KEY, newSystem, type System } from './system.js';
import { aCustomer, eur, receive, aProduct } from './world.js';

type Message = { readonly id: number; readonly event: string };

const missing = kafkaMissing();
const skippable = missing ? describe.skip : describe;
const why = missing ? ` (skipped: ${missing})` : '';

const SLEEPERS = 60;
const DOCUMENTS = 3_000;
/** What comes meanwhile, kept for each of them, would be twice that. */
const MEGABYTES = 100;

skippable(`The stream of facts, through the gateway's proxy, on Kafka${why}`, () => {
  let system: System;

  beforeAll(async () => {
    system = await newSystem('kafka');
    await system.start();
  }, 240_000);

  afterAll(async () => {
    await system?.stop();
    system?.clean();
  }, 60_000);

  /** Listens until so many facts were told; a system that goes away ends it sooner. */
  const listen = async (count: number, headers: object, query = ''): Promise<Message[]> => {
    const abort = new AbortController();
    const authorized = { authorization: `Bearer ${KEY}`, ...headers };
    const url = `${system.url}/v1/stream${query}`;
    const response = await fetch(url, { headers: authorized, signal: abort.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const told: Message[] = [];
    let text = '';
    for await (const bytes of response.body ?? []) {
      text += Buffer.from(bytes).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      told.push(...blocks.flatMap(messageIn));
      if (told.length >= count) break;
    }
    abort.abort();
    return told.slice(0, count);
  };

  const head = async (): Promise<number> => {
    const { items } = await system.get('/v1/events?limit=200');
    return items.at(-1)?.position ?? 0;
  };

  const load = async ({ id }: { id: string }, prefix: string): Promise<void> => {
    const loaded = { customer: id, kind: 'invoice', documentDate: '2026-01-05', history: true };
    for (let from = 0; from < DOCUMENTS; from += 500) {
      const openItems = Array.from({ length: 500 }, (_, index) => ({
        ...{ ...loaded, document: `${prefix}-${from + index}`, amount: eur('10.00') },
      }));
      await system.post('/v1/open-items/batch', { openItems });
    }
    await system.settled(120_000);
  };

  it('goes on after Last-Event-ID without a gap, with what happens meanwhile', async () => {
    await aProduct(system, '10.00', 100);
    await eventually(async () => expect(await head()).toBeGreaterThan(2));
    const known = await head();
    const first = await listen(2, {}, '?position=0');
    const rest = listen(known, { 'last-event-id': String(first.at(-1)?.id) });
    await aProduct(system, '20.00', 50);
    const ids = [...first, ...(await rest)].map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: known + 2 }, (_, index) => index + 1));
  });

  it('shows a key what it may read, and nothing else', async () => {
    const { key } = await system.post('/v1/api-keys', { name: 'stock', scopes: ['stock:read'] });
    const stock = listen(2, { authorization: `Bearer ${key}` }, '?position=0');
    expect((await stock).map(({ event }) => event)).toEqual(['StockReceived', 'StockReceived']);
    const refused = await fetch(`${system.url}/v1/stream`, {
      headers: { authorization: 'Bearer of-nobody' },
    });
    expect(refused.status).toBe(401);
  });

  it('keeps nothing for readers who do not read', async () => {
    const customer = await aCustomer(system);
    await load(customer, 'EARLY');
    const sleepers = await Promise.all(Array.from({ length: SLEEPERS }, () => asleep(system)));
    await listen(DOCUMENTS, {}, '?position=0');
    const before = memoryOf(system);
    await load(customer, 'LATE');
    await listen(2 * DOCUMENTS, {}, '?position=0');
    const grown = memoryOf(system) - before;
    for (const sleeper of sleepers) sleeper.destroy();
    expect(grown).toBeLessThan(MEGABYTES);
  }, 240_000);

  it('is taken up where it was when the system comes back', async () => {
    const product = await aProduct(system, '30.00');
    const { position } = (await system.get('/v1/events?type=ProductRegistered')).items.at(-1);
    const reading = listen(Infinity, {}, `?position=${position - 1}`).catch(() => []);
    await system.stop();
    await reading;
    await system.start();
    const rest = listen(1, { 'last-event-id': String(position) }, '?types=StockReceived');
    await receive(system, product.sku, 7);
    expect(await rest).toMatchObject([{ event: 'StockReceived' }]);
  }, 300_000);
});

function messageIn(block: string): Message[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const event = field('event');
  const isFact = event !== undefined && event !== 'end' && event !== 'reset';
  return isFact ? [{ id: Number(field('id')), event }] : [];
}

/** A reader that asks for everything and takes only the beginning. */
async function asleep({ port }: System): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  const lines = ['GET /v1/stream?position=0 HTTP/1.1', 'Host: x', `Authorization: Bearer ${KEY}`];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(socket, 'readable');
  return socket;
}

/** What the system's processes hold in memory, in megabytes; PostgreSQL, Kafka and caches apart. */
function memoryOf({ dataDir }: System): number {
  const own = readdirSync('/proc').filter((pid) => {
    const told = read(`/proc/${pid}/environ`);
    return (
      told.includes(`DATA_DIR=${dataDir}\0`) && /node|MainThread/.test(read(`/proc/${pid}/comm`))
    );
  });
  const kilobytes = own.map((pid) =>
    Number(/RssAnon:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1]),
  );
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1_024;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
