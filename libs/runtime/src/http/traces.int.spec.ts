import { Controller, Module, Post } from '@nestjs/common';
import { Public } from '../auth/access.js';
import { Authenticator } from '../auth/authenticator.js';
import { Clock } from '../clock.js';
import { createLogger } from '../logging.js';
import { currentTraceparent } from '../telemetry.js';
import { startTelemetry } from '../telemetry-exporter.js';
import { createHttp } from './create-http.js';

@Controller()
class EchoController {
  @Public()
  @Post()
  trace(): object {
    return { traceparent: currentTraceparent() };
  }
}

@Module({
  controllers: [EchoController],
  providers: [{ provide: Authenticator, useValue: {} }],
})
class EchoModule {}

test('a request goes on with its caller’s trace; a missing collector delays nobody', async () => {
  const telemetry = await startTelemetry({ service: 'echo', endpoint: 'http://127.0.0.1:1' });
  const logger = createLogger({ service: 'echo', level: 'silent' });
  const app = await createHttp(EchoModule, { logger, clock: new Clock() });
  await app.init();
  const answer = await app.inject({
    method: 'POST',
    url: '/',
    headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    payload: { some: 'body' },
  });
  expect(answer.json().traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad)/);
  await app.close();
  const began = performance.now();
  await telemetry.stop();
  expect(performance.now() - began).toBeLessThan(2_000);
});
