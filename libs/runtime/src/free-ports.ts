import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Systems take the ports of outgoing connections from 32768 on, or higher: one below stays free
 * until whom it was given to listens, also when that is a process which died and starts again.
 */
const FIRST = 20_000;
const COUNT = 12_000;

/** About the golden section of all, so that steps of this size fall far apart. */
const STRIDE = 7_403;

let next = placeOf(process.pid);

/** Ports on 127.0.0.1 that nobody listens on just now, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = [];
  for (let looked = 0; ports.length < count && looked < COUNT; looked++) {
    const port = FIRST + (next++ % COUNT);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

/** One such port. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/**
 * Where a process begins to look, counted from the first port. Processes that began one after the
 * other are far apart there: none is given the port of another's server while that is down.
 */
export function placeOf(pid: number): number {
  return (pid * STRIDE) % COUNT;
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
