import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DomainError } from '@o2c/contracts';
import { buildOpenApi, mergeOpenApi, problemAnswer, serveDocs } from '@o2c/runtime';
import { request } from 'undici';

/**
 * Serves the documentation of the services at these addresses and of the gateway as one. A service
 * tells its own when ours is asked for, so that one which is away keeps nobody out of the others;
 * until all have told theirs, the answer is 503 `service.unavailable`.
 */
export function servePeerDocs(app: NestFastifyApplication, addresses: readonly string[]): void {
  let told: readonly OpenAPIObject[] | undefined;
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', async (asked, reply) => {
    if (told || !/^\/(docs|openapi\.json)/.test(asked.url)) return;
    try {
      told = await Promise.all(addresses.map(documentOf));
    } catch {
      const away = new DomainError('service.unavailable', 'A service does not answer; try again');
      const { status, headers, body } = problemAnswer(away, asked);
      await reply.status(status).headers(headers).send(body);
    }
  });
  serveDocs(app, () => {
    return mergeOpenApi('Order to cash', [...(told ?? []), buildOpenApi(app, 'gateway')]);
  });
}

async function documentOf(address: string): Promise<OpenAPIObject> {
  const { statusCode, body } = await request(`${address}/openapi.json`);
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`${address} tells no documentation`);
  }
  return (await body.json()) as OpenAPIObject;
}
