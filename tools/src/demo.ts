import { Client } from '@o2c/client';
import { readSettings } from './config.js';
import { openCompany } from './demo/company.js';
import { scenes } from './demo/scenes.js';
import { auditRows, settledAudit } from './demo/settled.js';
import { say, table } from './progress.js';
import { run } from './run.js';

run(async () => {
  const settings = readSettings();
  for (let round = 0; round < settings.rounds; round++) {
    await playRound({ ...settings, seed: settings.seed + round });
  }
  const audit = await settledAudit(new Client(settings));
  say(table(auditRows(audit)));
  if (!audit.settled) throw new Error('Not settled: facts are still in flight');
  if (!audit.ok) throw new Error('The books do not agree');
  say('All books agree.');
});

/** All scenes, side by side, with new customers. */
async function playRound(settings: { url: string; key: string; seed: number }): Promise<void> {
  const company = await openCompany(settings);
  const outcomes = await Promise.all(scenes.map((scene) => scene(company)));
  const rows = outcomes.flat().map(({ order, shows }) => {
    return [order.number, order.status, order.gross.amount, order.gross.currency, shows];
  });
  say(table([['order', 'status', 'gross', '', ''], ...rows]));
}
