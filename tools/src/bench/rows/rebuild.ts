import type { Report } from '../report.js';
import type { Subject } from '../stage.js';
import { runProgram } from './programs.js';

const PROGRAM = 'services/analytics/dist/main-rebuild.js';

/** The read tables of analytics from zero, the start of the program included. */
export async function rebuild({ stage, system }: Subject, report: Report): Promise<void> {
  const { output, seconds } = await runProgram(PROGRAM, [], {
    DATABASE_URL: stage.databaseUrl,
    DATABASE_PREFIX: system.place.databasePrefix,
  });
  const facts = Number(/from (\d+) facts/.exec(output)?.[1] ?? 0);
  report.add('rebuild.facts', facts);
  report.add('rebuild.factsPerSecond', facts / seconds, '/s');
}
