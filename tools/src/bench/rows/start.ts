import { join } from 'node:path';
import { Client } from '@o2c/client';
import { freePort } from '@o2c/runtime';
import { makeMasterData } from '../master-data.js';
import { MeasuredSystem } from '../measured-system.js';
import type { Report } from '../report.js';
import type { Stage } from '../stage.js';

/** From the start of the process to the first 201, on an empty folder and on a full one. */
export async function start(stage: Stage, report: Report): Promise<void> {
  for (const which of ['cold', 'warm'] as const) {
    const began = performance.now();
    const system = new MeasuredSystem({
      mode: 'npm start',
      port: await freePort(),
      dataDir: join(stage.folder, 'start'),
      databasePrefix: 'o2c',
    });
    stage.add(() => system.stop());
    try {
      await system.start();
      await makeMasterData(new Client(system), which, { customers: 1, products: 1 });
      report.add(`start.${which}`, (performance.now() - began) / 1_000, 's');
    } finally {
      await system.stop();
    }
  }
}
