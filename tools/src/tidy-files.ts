import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the repository; `path` is relative to its root, with `/`. */
export type SourceFile = { readonly path: string; readonly text: string };

/** A rule answers every breach as `path:line what is wrong`; none means tidy. */
export type Rule = (files: readonly SourceFile[]) => readonly string[];

const LEFT_OUT = new Set([
  ...['node_modules', 'dist', 'coverage', 'screenshots'],
  ...['.git', '.nx', '.data'],
  'api-types.ts',
]);
const TEXT = /\.(tsx?|js|mjs|json|md|html|css|sql|ya?ml|xml|properties)$|Dockerfile$|^\.ci\//;

/** Every text file below `root` that people write; what tools make is left out. */
export function readRepository(root: string): readonly SourceFile[] {
  return pathsBelow(root, '')
    .filter((path) => TEXT.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Program text: TypeScript and JavaScript. */
export function isCode({ path }: SourceFile): boolean {
  return /\.(tsx?|js|mjs)$/.test(path);
}

/** Tests and what only tests use. */
export function isTest({ path }: SourceFile): boolean {
  return /\.spec\.ts$|^libs\/testing\/|^tests-e2e\//.test(path);
}

/** Code that runs in the product: libs and services without their tests. */
export function isProduct(file: SourceFile): boolean {
  return isCode(file) && !isTest(file) && /^(libs|services)\//.test(file.path);
}

/** The text with its comments blanked out; lines keep their numbers. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** `path:line` of each match of a global pattern. */
export function placesOf(pattern: RegExp, { path, text }: SourceFile): readonly string[] {
  return [...text.matchAll(pattern)].map(
    ({ index }) => `${path}:${text.slice(0, index).split('\n').length}`,
  );
}

function pathsBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !LEFT_OUT.has(entry.name))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      return entry.isDirectory() ? pathsBelow(root, path) : entry.isFile() ? [path] : [];
    });
}
