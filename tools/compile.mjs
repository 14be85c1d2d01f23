// Compiles the package in the current folder: src/**/*.ts to dist/**/*.js with the settings of
// /.swcrc; other files are copied, specs left out. Nx runs it only for packages that changed.
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';

const configFile = join(import.meta.dirname, '..', '.swcrc');

await rm('dist', { recursive: true, force: true });
const entries = await readdir('src', { recursive: true, withFileTypes: true });
await Promise.all(
  entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => (file.endsWith('.ts') ? compile(file) : copy(file))),
);

async function compile(source) {
  const target = join('dist', relative('src', source)).replace(/\.ts$/, '.js');
  const sourceFileName = relative(dirname(target), source);
  const { code, map } = await transformFile(source, { configFile, sourceFileName });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.map`, map);
  await writeFile(target, `${code}//# sourceMappingURL=${basename(target)}.map\n`);
}

async function copy(source) {
  await cp(source, join('dist', relative('src', source)));
}
