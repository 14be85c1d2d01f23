import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { errorCode } from '../error-code.js';
import { StartError } from '../start-error.js';

/** Starts listening and answers the address; throws StartError when the port cannot be had. */
export async function listen(
  app: NestFastifyApplication,
  port: number,
  host = '0.0.0.0',
): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw reasons[errorCode(error) ?? '']?.(port) ?? error;
  }
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${portOf(app)}`;
}

const reasons: Readonly<Record<string, (port: number) => StartError>> = {
  EADDRINUSE: (port) =>
    new StartError(`Port ${port} is taken by another program: stop it or set PORT to another one`),
  EACCES: (port) =>
    new StartError(`Port ${port} may not be opened by this user: set PORT to another one`),
  EADDRNOTAVAIL: () => new StartError('The address to listen on does not belong to this machine'),
};

function portOf(app: NestFastifyApplication): number {
  const address = app.getHttpServer().address();
  return typeof address === 'object' && address ? address.port : 0;
}
