import { settings } from './config.js';
import { failureText, resultText } from './report.js';
import { simulate } from './simulate.js';

const result = await simulate(settings(process.argv.slice(2)));
process.stdout.write(`${resultText(result)}\n`);
if (result.failure) {
  process.stdout.write(`\n${failureText(result.failure)}\n`);
  process.exitCode = 1;
}
