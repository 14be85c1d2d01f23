import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** Ports on 127.0.0.1 that nobody listens on just now, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const probes = await Promise.all(Array.from({ length: count }, () => listenOn(0)));
  const ports = probes.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(probes.map(close));
  return ports;
}

/** One such port. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** Whether nobody listens on the port of 127.0.0.1 just now. */
export async function isFree(port: number): Promise<boolean> {
  return listenOn(port)
    .then(close)
    .then(
      () => true,
      () => false,
    );
}

async function listenOn(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function close(server: Server): Promise<void> {
  await once(server.close(), 'close');
}
