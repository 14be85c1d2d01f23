import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePorts, isFree, placeOf } from './free-ports.js';

test('Free ports differ, belong to no outgoing connection, and can be taken', async () => {
  const [port = 0, ...others] = await freePorts(3);
  expect([port, ...others].every((one) => one > 1_023 && one < 32_768)).toBe(true);
  expect(new Set([port, ...others]).size).toBe(3);
  expect(await isFree(port)).toBe(true);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect(await isFree(port)).toBe(false);
  await once(server.close(), 'close');
});

test('Two hundred processes in a row are not in the way of each other for fifty ports', () => {
  const places = Array.from({ length: 200 }, (_, n) => placeOf(40_000 + n)).sort((a, b) => a - b);
  const steps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
  expect(Math.min(...steps)).toBeGreaterThan(50);
});
