// `npm start` and other programs: builds what has changed, silently where all is well, then runs
// the program of the first argument in this very process, so that a signal to npm reaches it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
const build = [nx, 'run-many', '-t', 'build', '--outputStyle=static'];
const { status, stdout, stderr } = spawnSync(process.execPath, build, { encoding: 'utf8' });
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}`);
  process.exit(1);
}
stopWithNpm();
// The program finds its own arguments where it would without us.
const program = resolve(process.argv[2]);
process.argv.splice(1, 2, program);
await import(pathToFileURL(program).href);

/** npm passes SIGTERM to its shell, which ends without passing it on: then we are an orphan. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 200);
  watch.unref();
}
