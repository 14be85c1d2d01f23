import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Connections } from './connection.js';

test('A connection that the server closed while it was idle is not used again', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': 2 }).end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const connections = new Connections(`http://127.0.0.1:${port}`, 'key', 1);
  try {
    const connected = once(server, 'connection') as Promise<[Socket]>;
    expect(await connections.get('/')).toMatchObject({ status: 200, body: '{}' });
    const [socket] = await connected;
    // It closes once the other side has closed as well.
    await once(socket.end(), 'close');
    await new Promise(setImmediate);
    expect(await connections.get('/')).toMatchObject({ status: 200 });
  } finally {
    connections.close();
    server.close();
  }
});
