import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Scope } from '@o2c/contracts';
import { Clock } from '@o2c/runtime';
import { fastify } from 'fastify';
import { installProxy } from './proxy.js';

const PIECE = Buffer.alloc(65_536, 'x');
/** What two connections hold on this machine, and more. */
const HELD_BYTES = 64 * 1_024 * 1_024;

describe('A stream that nobody reads', () => {
  it('is held up at its source: the gateway keeps no more than connections hold', async () => {
    let made = 0;
    const source = createServer((_, response) => {
      const endless = new Readable({
        read() {
          made += PIECE.length;
          this.push(made < 4 * HELD_BYTES ? PIECE : null);
        },
      });
      endless.pipe(response);
    }).listen(0, '127.0.0.1');
    await once(source, 'listening');
    const gateway = fastify({ forceCloseConnections: true });
    const close = installProxy(gateway, {
      addresses: { analytics: `http://127.0.0.1:${(source.address() as AddressInfo).port}` },
      authenticator: {
        authenticate: async () => ({ key: 'k', name: 'n', scopes: new Set<Scope>() }),
      },
      secret: 'a secret of more than thirty-two letters',
      clock: new Clock(),
    } as unknown as Parameters<typeof installProxy>[1]);
    await gateway.listen({ port: 0, host: '127.0.0.1' });
    const reader = connect((gateway.server.address() as AddressInfo).port, '127.0.0.1');
    reader.write('GET /v1/stream HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(reader, 'readable');
    for (let before = -1; before !== made; await pause(500)) before = made;
    expect(made).toBeGreaterThan(PIECE.length);
    expect(made).toBeLessThan(HELD_BYTES);
    reader.destroy();
    await close();
    await gateway.close();
    source.close();
  });
});
