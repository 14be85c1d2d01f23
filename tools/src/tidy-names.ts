import { isCode, isTest, type Rule, type SourceFile } from './tidy-files.js';

const VAGUE = /^(commons?|shared|utils?|helpers?|core|base|misc)$/;
const KINDS = /^(store|controller|dto|consumer|job|module|spec|int\.spec|e2e\.spec)$/;
const VAGUE_CLASS = /\bclass (Base[A-Z]\w*|I[A-Z]\w*|\w+(Impl|Manager|Helper))\b/;

/** A path says what is inside: no vague words, kebab-case, a kind from the closed list. */
export const forbiddenNames: Rule = (files) =>
  files
    .filter(({ path }) => /^(libs|services|simulation|tools|tests-e2e)\//.test(path))
    .flatMap(namesIn);

function namesIn(source: SourceFile): readonly string[] {
  const { path, text } = source;
  const segments = path.split('/');
  const file = segments.at(-1) ?? '';
  const [noun = '', ...rest] = file.replace(/\.tsx?$/, '').split('.');
  const kind = rest.join('.');
  const vague = segments.flatMap((segment) => segment.split(/[.-]/)).filter((w) => VAGUE.test(w));
  const isSource = /\/src\/.*\.tsx?$/.test(path);
  const className = isTest(source) ? undefined : VAGUE_CLASS.exec(text)?.[1];
  return [
    ...vague.map((word) => `${path} "${word}" says nothing: name what it is for`),
    ...when(isSource && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(noun), `${path} is not kebab-case`),
    ...when(isSource && kind !== '' && !KINDS.test(kind), `${path} ".${kind}" is no kind of file`),
    ...when(path.includes('/domain/') && !/^(|spec)$/.test(kind), `${path} a domain has no kinds`),
    ...when(file === 'index.ts' && !/^libs\/[^/]+\/src\/index\.ts$/.test(path), `${path} a barrel`),
    ...when(className !== undefined && /\.tsx?$/.test(path), `${path} class ${className} is vague`),
  ];
}

/** Files and folders stay small enough to be read at one sitting; functions are the linter's. */
export const sizes: Rule = (files) => files.flatMap(sizesIn);

function sizesIn({ path, text }: SourceFile): readonly string[] {
  const lines = text.replace(/\n$/, '').split('\n').length;
  const depth = (/\/src\/(.*)$/.exec(path)?.[1] ?? '').split('/').length - 1;
  return [
    ...when(isWritten(path) && lines > 300, `${path} has ${lines} lines, 300 is the limit`),
    ...when(isServiceReadme(path) && lines > 40, `${path} has ${lines} lines, 40 is the limit`),
    ...when(depth > 2, `${path} lies ${depth} folders deep under src, 2 is the limit`),
  ];
}

function isWritten(path: string): boolean {
  return isCode({ path, text: '' }) || /\.(css|html)$/.test(path);
}

function isServiceReadme(path: string): boolean {
  return /^services\/[^/]+\/README\.md$/.test(path);
}

function when(broken: boolean, finding: string): readonly string[] {
  return broken ? [finding] : [];
}
