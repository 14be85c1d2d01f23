import type { AddressInfo } from 'node:net';
import { catalogue } from '@o2c/contracts';
import { eventually, startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from '../analytics.module.js';
import { SampleStory } from '../sample-story.js';
import { FactStream } from './fact-stream.js';
import { FactTail } from './fact-tail.js';

type Message = { readonly id: string; readonly event: string; readonly data: string };

describe('The stream of facts', () => {
  let service: TestService;
  let url: string;
  let story: SampleStory;

  beforeAll(async () => {
    service = await startService(AnalyticsModule);
    await service.app.listen(0, '127.0.0.1');
    const { port } = service.app.getHttpServer().address() as AddressInfo;
    url = `http://127.0.0.1:${port}/v1/stream`;
    story = new SampleStory(service.clock).tell(13);
    await deliverAll();
  });
  afterAll(() => service?.stop());

  const deliverAll = async () => {
    for (const facts of Map.groupBy(story.facts, ({ source }) => source).values()) {
      await service.deliver(facts);
    }
  };

  /** Begins to listen; what it answers waits until so many events have come, and hangs up. */
  const open = async (query = '', headers: Record<string, string> = {}) => {
    const abort = new AbortController();
    const response = await fetch(url + query, { headers, signal: abort.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    return async (count: number) => {
      const messages = await take(response, count);
      abort.abort();
      return messages;
    };
  };
  const listen = async (count: number, query = '', headers: Record<string, string> = {}) =>
    (await open(query, headers))(count);

  const take = async (response: Response, count: number) => {
    const messages: Message[] = [];
    let text = '';
    for await (const bytes of response.body ?? []) {
      text += Buffer.from(bytes).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      messages.push(...blocks.flatMap(messageIn));
      if (messages.length >= count) break;
    }
    return messages.slice(0, count);
  };

  const logged = async () => {
    const { body } = await service.http('GET', '/v1/events?limit=200');
    return body.items as { position: number; type: string; subject: string; data: object }[];
  };

  it('tells every fact after a position, in order, with what happened in words', async () => {
    const log = await logged();
    const messages = await listen(log.length, '?position=0');
    expect(messages.map(({ id }) => Number(id))).toEqual(log.map(({ position }) => position));
    expect(messages.map(({ event }) => event)).toEqual(log.map(({ type }) => type));
    const [first] = messages.map(({ data }) => JSON.parse(data));
    expect(first).toMatchObject({
      ...{ position: 1, type: log[0]?.type, subject: log[0]?.subject, data: log[0]?.data },
      summary: expect.stringMatching(/\.$/),
    });
  });

  it('goes on without a gap where a reader left off, with what happens meanwhile', async () => {
    const log = await logged();
    const first = await listen(5, '?position=0');
    const rest = listen(log.length - 5 + 2, '', { 'last-event-id': first.at(-1)?.id ?? '' });
    await service.publishFact('StockReceived', catalogue.StockReceived.example);
    await service.publishFact('StockAdjusted', catalogue.StockAdjusted.example);
    const ids = [...first, ...(await rest)].map(({ id }) => Number(id));
    expect(ids).toEqual(Array.from({ length: log.length + 2 }, (_, index) => index + 1));
  });

  it('begins now when nobody says where, and shows what is asked for', async () => {
    const coming = await open('?types=StockReceived,Shipped');
    await service.publishFact('StockAdjusted', catalogue.StockAdjusted.example);
    await service.publishFact('StockReceived', catalogue.StockReceived.example);
    const head = (await logged()).length;
    expect((await coming(1)).map(({ event, id }) => [event, Number(id)])).toEqual([
      ['StockReceived', head],
    ]);
    const shipped = story.facts.find(({ type }) => type === 'Shipped');
    const order = (shipped?.data as { order: string }).order;
    const messages = await listen(4, `?position=0&order=${order}`);
    expect(messages.map(({ data }) => JSON.parse(data).order)).toEqual(Array(4).fill(order));
  });

  it('shows a key only what it may read', async () => {
    const headers = { 'x-test-scopes': 'stock:read' };
    const log = (await logged()).filter(({ type }) => /^(Stock|Reservation)/.test(type));
    const messages = await listen(log.length, '?position=0', headers);
    expect(messages.map(({ id }) => Number(id))).toEqual(log.map(({ position }) => position));
  });

  it('says so when the reader knows a position that the log does not', async () => {
    const head = (await logged()).length;
    const [message] = await listen(1, '', { 'last-event-id': '999999' });
    expect(message).toMatchObject({ event: 'reset', data: JSON.stringify({ position: head }) });
  });

  const large = (count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        service.publishFact('StockReceived', {
          ...catalogue.StockReceived.example,
          ...{ note: 'x'.repeat(400_000) },
        }),
      ),
    );

  it('holds little for a reader that does not read, and misses nothing when it does', async () => {
    const tail = service.app.get(FactTail);
    const head = (await logged()).length;
    const question = { isReset: false, wants: () => true };
    const early = new FactStream(tail, { ...question, position: head });
    early.read(0);
    await large(8);
    const late = new FactStream(tail, { ...question, position: head });
    for (const reader of [early, late]) {
      // Reads ahead until it may not any more.
      reader.read(0);
      await eventually(() => expect(reader.readableLength).toBeGreaterThan(400_000));
      expect(reader.readableLength).toBeLessThan(1_500_000);
      let text = '';
      for await (const piece of reader) {
        expect(reader.readableLength).toBeLessThan(1_500_000);
        text += String(piece);
        if (text.includes(`"position":${head + 8},`)) break;
      }
      const told = text.split('\n\n').flatMap(messageIn);
      expect(told.map(({ id }) => Number(id))).toEqual(
        Array.from({ length: 8 }, (_, index) => head + 1 + index),
      );
    }
  });

  it('refuses what it does not understand', async () => {
    const refused = async (query: string, headers = {}) => {
      const { status, body } = await service.http('GET', `/v1/stream${query}`, undefined, headers);
      return [status, body.code];
    };
    expect(await refused('?types=Nothing')).toEqual([422, 'content.invalid']);
    expect(await refused('?position=-1')).toEqual([400, 'request.malformed']);
    expect(await refused('?order=SO-404')).toEqual([404, 'order.unknown']);
    expect(await refused('', { 'last-event-id': 'x' })).toEqual([400, 'page.invalid']);
  });
});

function messageIn(block: string): Message[] {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
  );
  return fields.event === undefined ? [] : [fields as unknown as Message];
}
