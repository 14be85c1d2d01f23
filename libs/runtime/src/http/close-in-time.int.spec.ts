import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { Controller, Get, Module, StreamableFile } from '@nestjs/common';
import { Public } from '../auth/access.js';
import { SignedHeaderAuthenticator } from '../auth/signed-header.js';
import { Clock, newSecret } from '../clock.js';
import { createLogger } from '../logging.js';
import { createHttp } from './create-http.js';
import { listen } from './listen.js';

const CLIENTS = 20;

let asked = 0;
let answer = (): void => undefined;
const answered = new Promise<void>((resolve) => (answer = resolve));

@Controller()
class SlowController {
  @Public()
  @Get('slow')
  async slow(): Promise<object> {
    asked++;
    await answered;
    return { slow: true };
  }
}

@Controller()
class StreamController {
  @Public()
  @Get('stream')
  stream(): StreamableFile {
    const endless = new Readable({ read: () => undefined });
    endless.push('first');
    return new StreamableFile(endless);
  }
}

@Module({ controllers: [SlowController, StreamController] })
class SlowModule {}

function slowApp() {
  const clock = new Clock();
  return createHttp(SlowModule, {
    logger: createLogger({ service: 'test', level: 'silent' }),
    clock,
    authenticator: new SignedHeaderAuthenticator(newSecret(), clock),
  });
}

test('a stream that has no end is not waited for', async () => {
  const app = await slowApp();
  const { port } = new URL(await listen(app, 0));
  const request = get({ host: '127.0.0.1', port, path: '/stream' });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const cutOff = once(response.resume(), 'error');
  const began = performance.now();
  await app.close();
  expect(performance.now() - began).toBeLessThan(2_000);
  await cutOff;
});

test('whoever is busy when the process closes is answered, and told to send no more', async () => {
  const app = await slowApp();
  const { port } = new URL(await listen(app, 0));
  const ask = async (agent: Agent) => {
    const request = get({ host: '127.0.0.1', port, path: '/slow', agent });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    return [response.statusCode, response.headers.connection];
  };
  const agents = Array.from({ length: CLIENTS }, () => new Agent({ keepAlive: true }));
  const answers = agents.map(async (agent) => ({
    answer: await ask(agent),
    next: await ask(agent).catch((error: unknown) => (error as { code?: string }).code),
  }));
  await until(() => asked === CLIENTS);
  const closed = app.close();
  await until(() => !(app.getHttpServer() as Server).listening);
  answer();
  const all = agents.map(() => ({ answer: [200, 'close'], next: 'ECONNREFUSED' }));
  expect(await Promise.all(answers)).toEqual(all);
  await closed;
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
