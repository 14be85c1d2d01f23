// `npm test`: the checks side by side, then the tests; all of them run, whatever fails.
// Ends with one line, `N passed, N failed, N skipped`. With CI=true a skipped Kafka or browser
// test has failed: there the machine has what they need. With --night (`npm run test:night`) the
// same tests run in their long form, for hours instead of minutes.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

const CHECKS = {
  format: 'prettier --check --cache --log-level warn .',
  lint: 'eslint . --max-warnings 0',
  types: 'npm run -s types',
  build: 'nx run-many -t build --outputStyle=static',
};
const NIGHT = process.argv.includes('--night') || process.env.NIGHT === '1';
const MINUTE = 60_000;
const PROJECTS = {
  rules: '--maxWorkers=2',
  services: `--maxWorkers=2 --testTimeout=${NIGHT ? 30 * MINUTE : MINUTE / 2}`,
  e2e: `--runInBand --testTimeout=${NIGHT ? 120 * MINUTE : MINUTE}`,
};
const NEVER_SKIPPED_IN_CI = /kafka|browser|chromium/i;

const total = { passed: 0, failed: 0, skipped: 0 };
await Promise.all(Object.entries(CHECKS).map(async (entry) => count(await check(...entry))));
for (const [project, flags] of Object.entries(PROJECTS)) count(await test(project, flags));
process.stdout.write(
  `\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`,
);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Says nothing but its time when all is well. */
async function check(name, command) {
  const started = performance.now();
  const { code, output } = await run(command, 'pipe');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  if (code !== 0) process.stdout.write(`${output}\n`);
  return code === 0 ? { passed: 1 } : { failed: 1 };
}

async function test(project, flags) {
  const results = `node_modules/.cache/test-${project}.json`;
  await rm(results, { force: true });
  process.stdout.write(`\n— ${project}\n`);
  const jest = `jest --selectProjects ${project} ${flags} --passWithNoTests`;
  const { code } = await run(`${jest} --json --outputFile=${results}`, 'inherit');
  const answer = await readFile(results, 'utf8').then(JSON.parse, () => undefined);
  if (!answer) return { failed: 1 };
  const skipped = skippedIn(answer);
  for (const title of skipped) process.stdout.write(`skipped: ${title}\n`);
  const refused = process.env.CI ? skipped.filter((title) => NEVER_SKIPPED_IN_CI.test(title)) : [];
  for (const title of refused) process.stdout.write(`✗ must not be skipped here: ${title}\n`);
  const failed = answer.numFailedTests + answer.numRuntimeErrorTestSuites + refused.length;
  return {
    passed: answer.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: skipped.length - refused.length,
  };
}

function skippedIn({ testResults }) {
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending' || status === 'todo')
    .map(({ fullName }) => fullName);
}

function run(command, stdout) {
  const NODE_OPTIONS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
  const long = NIGHT ? { NIGHT: '1' } : {};
  const env = command.startsWith('jest') ? { ...process.env, ...long, NODE_OPTIONS } : process.env;
  return new Promise((resolve) => {
    const child = spawn(command, { env, shell: true, stdio: ['ignore', stdout, 'inherit'] });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}

function count(result) {
  for (const [kind, number] of Object.entries(result)) total[kind] += number;
}
