import { dirname, join } from 'node:path/posix';
import { type Rule, type SourceFile } from './tidy-files.js';

/** A relative link in Markdown leads to a file or folder that is there, and to a heading in it. */
export const deadLinks: Rule = (files) => {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const folders = new Set(files.flatMap(({ path }) => foldersOf(path)));
  const isDead = ({ path }: SourceFile, link: string): boolean => {
    const [target = '', anchor] = decodeURI(link).split('#');
    const file = target ? join(dirname(path), target).replace(/\/$/, '') : path;
    const text = texts.get(file);
    if (text === undefined) return !folders.has(file) && !OTHER_FILES.test(file);
    return anchor !== undefined && file.endsWith('.md') && !headingsOf(text).includes(anchor);
  };
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap((file) =>
      linksIn(file.text)
        .filter((link) => isDead(file, link))
        .map((link) => `${file.path} leads to ${link}, which is not there`),
    );
};

/** Not read as text, so not known here. */
const OTHER_FILES = /(^|\/)LICENSE$|\.(png|svg|pdf|swcrc)$/;

function linksIn(text: string): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  const links = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)];
  return links.map(([, link = '']) => link).filter((link) => !/^([a-z]+:|\/)/i.test(link));
}

/** Anchors as they are made of headings: lower case, dashes for blanks, no other signs. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

function foldersOf(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === '.' ? ['.'] : [folder, ...foldersOf(folder)];
}
