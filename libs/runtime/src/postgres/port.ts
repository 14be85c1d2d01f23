import { freePort, isFree } from '../free-ports.js';
import type { DataFolder } from './data-folder.js';

/** The port of the last run when it is still free, else any free one. */
export async function choosePort(folder: DataFolder): Promise<number> {
  const last = await folder.lastPort();
  const port = last > 0 && (await isFree(last)) ? last : await freePort();
  await folder.rememberPort(port);
  return port;
}
