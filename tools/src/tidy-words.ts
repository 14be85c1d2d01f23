import {
  isCode,
  isProduct,
  isTest,
  placesOf,
  type Rule,
  type SourceFile,
  withoutComments,
} from './tidy-files.js';

/** What may not stand in a text: pattern, in which files, and why. */
type Word = readonly [pattern: RegExp, where: (file: SourceFile) => boolean, why: string];

const isTool = ({ path }: SourceFile) => /^(tools|simulation)\/src\//.test(path);
const isProgram = (file: SourceFile) => isProduct(file) || (isTool(file) && !isTest(file));
const knowsSettings = ({ path }: SourceFile) => /(^|\/)config\.ts$/.test(path);
const knowsTime = ({ path }: SourceFile) =>
  path.startsWith('libs/runtime/') || path === 'services/console/src/now.ts';

const IN_CODE: readonly Word[] = [
  [/\bprocess\.env\b/g, (f) => isProgram(f) && !knowsSettings(f), 'only config.ts reads it'],
  [/\bnew Date\(\)|\bDate\.now\(/g, outsideRuntime, 'time comes from the clock of runtime'],
  [/\bMath\.random\(|\brandom(UUID|Bytes|Int)\b/g, outsideRuntime, 'chance comes from runtime'],
  [/\b(describe|test|it)\.only\(|\bf(describe|it)\(/g, isCode, 'the other tests do not run'],
  [/\bconsole\.\w+\(/g, isCode, 'nobody reads the console'],
  [/^\s*debugger\b/gm, isCode, 'a stop for one person'],
];

/** Also in comments and prose. */
const IN_TEXT: readonly Word[] = [
  [/\bFIX(?:ME)\b|\bTO(?:DO)\b/g, isCode, 'do it, or file it'],
  [/eslint-dis(?:able)|@ts-(ignore|nocheck|expect-error)/g, isCode, 'the rules hold here too'],
  [/\/(home|root|Users)\/\w+/g, () => true, 'a path of one machine'],
  [/"resolved": "http/g, isLockfile, 'the lockfile names a registry'],
];

/** Words that are left over from writing, or that belong elsewhere. */
export const forbiddenWords: Rule = (files) => {
  const own = ({ path }: SourceFile) => /^tools\/src\/(tidy|lint-rules)/.test(path);
  return files.filter((file) => !own(file)).flatMap(wordsIn);
};

function wordsIn(file: SourceFile): readonly string[] {
  const code = { path: file.path, text: withoutComments(file.text) };
  return [
    ...IN_CODE.flatMap((word) => found(word, code)),
    ...IN_TEXT.flatMap((word) => found(word, file)),
  ];
}

function found([pattern, where, why]: Word, file: SourceFile): readonly string[] {
  return where(file) ? placesOf(pattern, file).map((place) => `${place} ${why}`) : [];
}

function outsideRuntime(file: SourceFile): boolean {
  return isProgram(file) && !knowsTime(file);
}

function isLockfile({ path }: SourceFile): boolean {
  return path === 'package-lock.json';
}
