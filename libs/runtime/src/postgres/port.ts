import { createServer } from 'node:net';
import type { DataFolder } from './data-folder.js';

/** The port of the last run when it is still free, else any free one. */
export async function choosePort(folder: DataFolder): Promise<number> {
  const port = (await tryPort(await folder.lastPort())) ?? (await tryPort(0));
  if (port === undefined) throw new Error('No TCP port is free on 127.0.0.1');
  await folder.rememberPort(port);
  return port;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = typeof address === 'object' ? address?.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}
