import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';

/** Ports that nobody listens on just now, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const probes = await Promise.all(Array.from({ length: count }, () => probe()));
  const ports = probes.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(probes.map((server) => once(server.close(), 'close')));
  return ports;
}

async function probe(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
