import { Client } from '@o2c/client';
import { readSettings } from './config.js';
import { live } from './demo/live.js';
import { auditRows, settledAudit } from './demo/settled.js';
import { summaryOf } from './demo/summary.js';
import { makeWorld } from './demo/world.js';
import type { World } from './demo/worlds.js';
import { say, table } from './progress.js';
import { run } from './run.js';

run(async () => {
  const settings = readSettings();
  const clerk = new Client(settings);
  const seeds = Array.from({ length: settings.rounds }, (_, round) => settings.seed + round);
  let world: World | undefined;
  for (const seed of seeds) world = await makeWorld({ ...settings, seed });
  const audit = await settledAudit(clerk);
  say(table(auditRows(audit)));
  if (!audit.settled) throw new Error('Not settled: facts are still in flight');
  if (!audit.ok) throw new Error('The books do not agree');
  say('All books agree.');
  say(await summaryOf(clerk));
  if (settings.live && world) await live(world, settings);
});
