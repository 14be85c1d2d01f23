import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Scope } from '@o2c/contracts';
import { Clock } from '@o2c/runtime';
import { fastify, type FastifyInstance } from 'fastify';
import { installProxy } from './proxy.js';

const PIECE = Buffer.alloc(65_536, 'x');
/** What two connections hold on this machine, and more. */
const HELD_BYTES = 64 * 1_024 * 1_024;

type Source = (answer: ServerResponse) => void;

let source: Server;
let gateway: FastifyInstance;
let closeProxy: () => Promise<void>;
let others = 0;

afterEach(async () => {
  await closeProxy();
  await gateway.close();
  source.close();
});

/** A gateway before a service that answers so; it counts who else is asked. */
async function open(answer: Source): Promise<void> {
  others = 0;
  source = createServer((_, response) => answer(response)).listen(0, '127.0.0.1');
  await once(source, 'listening');
  gateway = fastify({ forceCloseConnections: true });
  gateway.setNotFoundHandler(() => {
    others += 1;
    return 'not ours';
  });
  closeProxy = installProxy(gateway, {
    addresses: { analytics: `http://127.0.0.1:${portOf(source)}` },
    authenticator: {
      authenticate: async () => ({ key: 'k', name: 'n', scopes: new Set<Scope>() }),
    },
    secret: 'a secret of more than thirty-two letters',
    clock: new Clock(),
  } as unknown as Parameters<typeof installProxy>[1]);
  await gateway.listen({ port: 0, host: '127.0.0.1' });
}

/** A reader of a stream who has read its beginning. */
async function read(): Promise<Socket> {
  const reader = connect(portOf(gateway.server), '127.0.0.1');
  reader.write('GET /v1/stream HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(reader, 'readable');
  return reader;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe('A stream that nobody reads', () => {
  it('is held up at its source: the gateway keeps no more than connections hold', async () => {
    let made = 0;
    await open((response) => {
      const endless = new Readable({
        read() {
          made += PIECE.length;
          this.push(made < 4 * HELD_BYTES ? PIECE : null);
        },
      });
      endless.pipe(response);
    });
    const reader = await read();
    for (let before = -1; before !== made; await pause(500)) before = made;
    expect(made).toBeGreaterThan(PIECE.length);
    expect(made).toBeLessThan(HELD_BYTES);
    reader.destroy();
  });
});

describe('A stream whose reader goes', () => {
  it('ends at its source, and no other handler answers in its place', async () => {
    const answers: ServerResponse[] = [];
    await open((response) => {
      answers.push(response);
      response.write('data: 1\n\n');
    });
    const hooksEnded = new Promise<void>((resolve) => {
      gateway.server.once('request', (_, response: ServerResponse) => {
        response.once('close', () => setImmediate(() => setImmediate(resolve)));
      });
    });
    const reader = await read();
    reader.destroy();
    const [answer] = answers as [ServerResponse];
    await Promise.all([once(answer, 'close'), hooksEnded]);
    await gateway.close();
    expect(others).toBe(0);
  });
});
