import { dirname, join } from 'node:path/posix';
import { isCode, isProduct, type Rule, type SourceFile } from './tidy-files.js';

const PATH_IN_QUOTES = /['"`](\.{1,2}\/[^'"`$\n]+\.(?:js|mjs|ts))['"`]/g;

/** A source file that nothing leads to is read by everyone and run by nobody. */
export const orphans: Rule = (files) => {
  const reached = new Set(files.filter(isCode).flatMap(reachedFrom));
  const named = files
    .filter(namesPrograms)
    .map(({ text }) => text)
    .join('\n');
  return files
    .filter((file) => isCode(file) && /\/src\//.test(file.path) && !isStart(file.path, named))
    .filter(({ path }) => !reached.has(path))
    .map(({ path }) => `${path} is imported by nobody but its own test`);
};

/** An import stays inside its package; other packages are imported by name. */
export const escapes: Rule = (files) =>
  files.filter(isCode).flatMap((file) =>
    importsOf(file)
      .filter((target) => isProduct(file) && packageOf(target) !== packageOf(file.path))
      .map((target) => `${file.path} reaches into ${target}`),
  );

/** Only one file knows the Kafka client, so that another one can take its place. */
export const kafkaClients: Rule = (files) => {
  const clients = files.filter(
    (file) => isProduct(file) && /from 'kafkajs'|import\('kafkajs'\)/.test(file.text),
  );
  return clients.length > 1 ? clients.map(({ path }) => `${path} is one of several`) : [];
};

/** `./x.js` is `x.ts` or `x.tsx`. A spec does not count as a reader of what it tests. */
function reachedFrom(file: SourceFile): readonly string[] {
  const ownSource = file.path.replace(/(\.int|\.e2e)?\.spec\.ts$/, '.ts');
  const targets = importsOf(file).flatMap((target) => [
    target,
    target.replace(/\.js$/, '.ts'),
    target.replace(/\.js$/, '.tsx'),
  ]);
  return targets.filter((target) => target !== ownSource);
}

/** Relative paths in quotes, from the root of the repository. */
function importsOf({ path, text }: SourceFile): readonly string[] {
  return [...text.matchAll(PATH_IN_QUOTES)].map(([, target = '']) => join(dirname(path), target));
}

/** Where a process, a package or a test run begins. */
function isStart(path: string, named: string): boolean {
  const name = (path.split('/').at(-1) ?? '').replace(/\.(tsx?|js|mjs)$/, '');
  if (/\.spec\.ts$|\/main(-\w+)?\.tsx?$|^libs\/[^/]+\/src\/index\.ts$|\/migrations\//.test(path))
    return true;
  return new RegExp(`/${name}\\.(tsx?|js|mjs)\\b`).test(named);
}

/** Manifests and settings, which name programs by path; pages, which load scripts. */
function namesPrograms({ path }: SourceFile): boolean {
  return /package\.json$|config\.js$|\.html$|Dockerfile$|\.ya?ml$|^\.ci\//.test(path);
}

function packageOf(path: string): string {
  const [group = '', name = ''] = path.split('/');
  return group === 'libs' || group === 'services' ? `${group}/${name}` : group;
}
