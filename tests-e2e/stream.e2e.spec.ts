import { eventually } from '@o2c/testing';
import { kafkaMissing } from './kafka-missing.js';
import { KEY, newSystem, type System } from './system.js';
import { aProduct, receive } from './world.js';

type Message = { readonly id: number; readonly event: string };

const missing = kafkaMissing();
const skippable = missing ? describe.skip : describe;
const why = missing ? ` (skipped: ${missing})` : '';

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
