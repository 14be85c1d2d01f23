import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Authenticator, Clock, createHttp, createLogger } from '@o2c/runtime';
import { ConsoleController } from './console.controller.js';
import { ConsoleFiles } from './console-files.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';
const PROBLEM = 'application/problem+json; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

const file = { body: Buffer.from('<p>console'), type: HTML, etag: '"1"', gzip: undefined };
const files = { at: (path: string) => (path === 'index.html' ? file : undefined) };

@Module({
  controllers: [ConsoleController],
  providers: [
    { provide: ConsoleFiles, useValue: files },
    { provide: Authenticator, useValue: {} },
  ],
})
class FrontModule {}

describe('An address that somebody opens in a browser', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const logger = createLogger({ service: 'test', level: 'silent' });
    app = await createHttp(FrontModule, { logger, clock: new Clock() });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });

  afterAll(() => app.close());

  const open = (url: string, accept = BROWSER, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
    app.inject({ method, url, headers: { accept, 'if-none-match': '"0"' } });

  it.each(['/', '/orders', '/orders/SO-1', '/cash/7?tab=1'])('shows its page: %s', async (url) => {
    for (const accept of [BROWSER, '*/*']) {
      const { statusCode, headers, body } = await open(url, accept);
      expect([statusCode, headers['content-type'], body]).toEqual([200, HTML, '<p>console']);
    }
  });

  it.each(['/nowhere', '/orders/1/2', '/v2', '/documents', '/index.html'])(
    'shows the console, which says that there is no such page: %s',
    async (url) => {
      const { statusCode, headers, body } = await open(url);
      expect([statusCode, headers['content-type'], body]).toEqual([404, HTML, '<p>console']);
      expect(headers.vary).toBe('accept, accept-encoding');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(await open(url, BROWSER, 'HEAD')).toMatchObject({ statusCode: 404, body: '' });
      const known = { accept: BROWSER, 'if-none-match': '"1"' };
      expect((await app.inject({ url, headers: known })).statusCode).toBe(404);
    },
  );

  it.each([
    ['/nowhere', '*/*'],
    ['/nowhere', 'application/json'],
    ['/nowhere', 'application/json, text/html;q=0.9'],
    ['/nowhere', 'text/html;q=0.1, application/json'],
    ['/nowhere', 'text/html;q=0, */*'],
    ['/v1', BROWSER],
    ['/v1/nothing', BROWSER],
    ['/docs/nothing', BROWSER],
    ['/health/nothing', BROWSER],
    ['/internal/orders', BROWSER],
    ['/assets/gone.js', BROWSER],
    ['/assets/gone/gone.js', BROWSER],
  ])('is answered as a program expects it where one asks: %s, %s', async (url, accept) => {
    const answer = await open(url, accept);
    expect(answer.headers['content-type']).toBe(PROBLEM);
    expect(answer.json()).toMatchObject({ status: 404, code: 'route.unknown' });
  });

  it('is no place to send anything to', async () => {
    const answer = await open('/nowhere', BROWSER, 'POST');
    expect(answer.json()).toMatchObject({ status: 404, code: 'route.unknown' });
  });
});
