import { dirname, join } from 'node:path/posix';
import { type Rule, type SourceFile } from './tidy-files.js';

/** The document of promises: each row of its table links to the test that shows it. */
const PROMISES = 'docs/guarantees.md';

/** A test is named by its title in backquotes, linked to its file. */
const PROOF = /\[`([^`]+)`\]\(([^)\s]+\.ts)\)/g;

/** Every promise names a test that is there, and names at least one. */
export const guarantees: Rule = (files) => {
  const document = files.find(({ path }) => path === PROMISES);
  if (!document) return [];
  return document.text.split('\n').flatMap((line, index) => {
    const place = `${PROMISES}:${index + 1}`;
    const proofs = [...line.matchAll(PROOF)];
    if (isPromise(line) && proofs.length === 0) return [`${place} names no test`];
    return proofs
      .filter(([, title = '', link = '']) => !isIn(files, title, join(dirname(PROMISES), link)))
      .map(([, title]) => `${place} names a test that is not there: ${title}`);
  });
};

/** A row of a table of two columns, but not its head nor the line below it. */
function isPromise(line: string): boolean {
  return /^\|.*\|.*\|$/.test(line) && !/^\|[\s|:-]+\|$|^\| (Promise|Guard) /.test(line);
}

/** The title stands in quotes in its file; what a title is filled with (`%s`) stands as it is. */
function isIn(files: readonly SourceFile[], title: string, path: string): boolean {
  const text = files.find((file) => file.path === path)?.text ?? '';
  return ["'", '"', '`'].some((quote) => text.includes(quote + title + quote));
}
