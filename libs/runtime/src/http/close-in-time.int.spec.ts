import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type Server } from 'node:http';
import { Controller, Get, Module } from '@nestjs/common';
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

@Module({ controllers: [SlowController] })
class SlowModule {}

test('whoever is busy when the process closes is answered, and told to send no more', async () => {
  const clock = new Clock();
  const app = await createHttp(SlowModule, {
    logger: createLogger({ service: 'test', level: 'silent' }),
    clock,
    authenticator: new SignedHeaderAuthenticator(newSecret(), clock),
  });
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
