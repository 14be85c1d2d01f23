import { jest } from '@jest/globals';
import { queries } from './api.js';
import { follow } from './live.js';

/** The stream as the page asks for it: each time with the id that it goes on after. */
class Stream {
  readonly asked: (string | undefined)[] = [];
  private sink: ReadableStreamDefaultController<Uint8Array> | undefined;
  isAway = false;

  readonly fetch = (_: unknown, { headers }: RequestInit = {}): Promise<Response> => {
    this.asked.push((headers as Record<string, string> | undefined)?.['last-event-id']);
    if (this.isAway) return Promise.reject(new TypeError('there is nobody'));
    return Promise.resolve(
      new Response(new ReadableStream({ start: (sink) => void (this.sink = sink) })),
    );
  };

  say(text: string): void {
    this.sink?.enqueue(new TextEncoder().encode(text));
  }

  cut(): void {
    this.sink?.error(new TypeError('cut off'));
  }
}

describe('The picture moves with the facts', () => {
  const stream = new Stream();
  const pages = ['GET /v1/orders', 'GET /v1/session'];
  let stop: () => void;

  beforeAll(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    jest.spyOn(globalThis, 'fetch').mockImplementation(stream.fetch as typeof fetch);
    readAnew();
    stop = follow();
  });
  afterAll(() => {
    stop();
    stream.cut();
    queries.clear();
    jest.useRealTimers();
  });

  const readAnew = (): void => pages.forEach((page) => queries.setQueryData([page], {}));

  /** What became old in this time, which is read anew then. */
  const oldAfter = async (milliseconds: number): Promise<readonly string[]> => {
    await jest.advanceTimersByTimeAsync(milliseconds);
    const old = pages.filter((page) => queries.getQueryState([page])?.isInvalidated);
    readAnew();
    return old;
  };

  it('is read anew as the stream begins, but for what no fact changes', async () => {
    expect(await oldAfter(1_000)).toEqual(['GET /v1/orders']);
    expect(stream.asked).toEqual([undefined]);
  });

  it('is read anew once for a burst of facts, also for one that comes in pieces', async () => {
    stream.say('id: 7\nevent: OrderPlaced\ndata: {"subject":"a"}\n\nid: 8\nevent: Ship');
    stream.say('ped\ndata: {"subject":"b"}\n\n');
    expect(await oldAfter(1_000)).toEqual(['GET /v1/orders']);
    expect(await oldAfter(1_000)).toEqual([]);
  });

  it('goes on after the last fact that came, as soon as the system is back', async () => {
    stream.isAway = true;
    stream.cut();
    await jest.advanceTimersByTimeAsync(20_000);
    const tries = stream.asked.length;
    expect(tries).toBeGreaterThan(4);
    expect(await oldAfter(0)).toEqual([]);
    stream.isAway = false;
    expect(await oldAfter(6_000)).toEqual(['GET /v1/orders']);
    expect(stream.asked.slice(tries)).toEqual(['8']);
  });

  it('waits a little at first, and never more than some seconds', async () => {
    stream.isAway = true;
    const before = stream.asked.length;
    stream.cut();
    await jest.advanceTimersByTimeAsync(600);
    expect(stream.asked.length - before).toBe(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(stream.asked.length - before).toBeGreaterThanOrEqual(12);
  });
});
