import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SCOPES } from '@o2c/contracts';
import { Authenticator, Clock, createHttp, createLogger, freePort } from '@o2c/runtime';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { servePeerDocs } from './peer-docs.js';

const someone = { key: 'k1', actor: 'Ada', scopes: new Set(SCOPES), unlimited: false };

@Module({
  providers: [
    { provide: Authenticator, useValue: { authenticate: () => Promise.resolve(someone) } },
  ],
})
class EmptyModule {}

/** The documentation of a service, as it tells it. */
const ORDERS = { openapi: '3.1.0', info: { title: 'orders' }, paths: { '/v1/orders': {} } };

describe('The documentation of the services', () => {
  let app: NestFastifyApplication;
  let port: number;
  let isUp = false;
  const orders = createServer((_, response) => {
    response.writeHead(isUp ? 200 : 503).end(JSON.stringify(isUp ? ORDERS : { status: 503 }));
  });
  const stopOrders = (): void => {
    orders.close();
    orders.closeAllConnections();
  };

  beforeAll(async () => {
    port = await freePort();
    const logger = createLogger({ service: 'test', level: 'silent' });
    app = await createHttp(EmptyModule, { logger, clock: new Clock() });
    servePeerDocs(app, [`http://127.0.0.1:${port}`]);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });

  afterAll(async () => {
    stopOrders();
    await app.close();
  });

  async function expectNone(): Promise<void> {
    for (const url of ['/openapi.json', '/docs']) {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.json().code]).toEqual([503, 'service.unavailable']);
    }
  }

  it('is served once all of them answer, though one was away when we began', async () => {
    await expectNone();
    await once(orders.listen(port, '127.0.0.1'), 'listening');
    await expectNone();
    isUp = true;
    const document = (await app.inject('/openapi.json')).json();
    expect(document.paths).toHaveProperty(['/v1/orders']);
    stopOrders();
    expect((await app.inject('/docs')).statusCode).toBe(200);
  });
});
