import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePorts, isFree } from './free-ports.js';

test('Free ports are all different, and are taken once somebody listens', async () => {
  const [port = 0, ...others] = await freePorts(3);
  expect(new Set([port, ...others]).size).toBe(3);
  expect(await isFree(port)).toBe(true);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect(await isFree(port)).toBe(false);
  await once(server.close(), 'close');
});
