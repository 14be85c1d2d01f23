import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from './cluster.js';
import { FolderTaken, occupy, type Occupancy } from './occupancy.js';
import { runningServer } from './server.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Occupies a server that runs. When it ends by itself, it is started again, for as long as it
 * takes: somebody empties a full disk some time. When another process has taken the folder
 * meanwhile, this one must not go on; a rejection that nobody handles ends it.
 */
export async function keepRunning(
  installation: Installation,
  url: string,
  start: () => Promise<unknown>,
): Promise<{ end(): Promise<void> }> {
  const { folder, warn } = installation;
  let isOver = false;
  let occupancy = await occupy(url, folder.path);

  const startAgain = async (): Promise<Occupancy> => {
    for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
      try {
        if (!(await runningServer(installation))) await start();
        return await occupy(url, folder.path);
      } catch (error) {
        if (isOver) return occupancy;
        if (error instanceof FolderTaken) throw error;
        warn(error instanceof Error ? error.message : String(error));
        await pause(ms);
      }
    }
  };

  const watch = async (): Promise<void> => {
    for (;;) {
      await occupancy.ended;
      if (isOver) return;
      warn('PostgreSQL has ended by itself: it is started again');
      occupancy = await startAgain();
    }
  };

  void watch();
  const end = async (): Promise<void> => {
    isOver = true;
    await occupancy.release();
  };
  return { end };
}
