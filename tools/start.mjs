// `npm start` and `npm run start:kafka`: builds what has changed, then runs the system in this very
// process, so that a signal to npm reaches it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const [main = 'main'] = process.argv.slice(2);
const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
const build = [nx, 'run-many', '-t', 'build', '--outputStyle=static'];
const { status, stdout, stderr } = spawnSync(process.execPath, build, { encoding: 'utf8' });
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}`);
  process.exit(1);
}
stopWithNpm();
await import(`../services/standalone/dist/${main}.js`);

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
