import { isProduct, placesOf, type Rule, type SourceFile, withoutComments } from './tidy-files.js';

/** What these rules know of an event: who publishes it, and whether it has an example. */
export type KnownEvent = {
  readonly type: string;
  readonly source: string;
  readonly example: unknown;
};

/** Only contracts and messaging turn a type into a topic; a literal elsewhere misses the prefix. */
export function topicLiterals(events: readonly KnownEvent[]): Rule {
  const names = events.map(({ type }) => type).join('|');
  const topic = new RegExp(`\\btopics?\\b\\W{1,4}(\\w*\\.)?(${names})\\b`, 'gi');
  return (files) =>
    files
      .filter((file) => isProduct(file) && !file.path.startsWith('libs/contracts/'))
      .map(({ path, text }) => ({ path, text: withoutComments(text) }))
      .flatMap((file) => placesOf(topic, file).map((place) => `${place} names a topic`));
}

/** An event that nobody publishes is a promise that nobody keeps. */
export function unpublished(events: readonly KnownEvent[]): Rule {
  return (files) =>
    events
      .filter(({ source }) => isWired(files, source))
      .filter(({ type, source }) => !published(files, source).has(type))
      .map(({ type, source }) => `${type} is in the catalogue, but ${source} never publishes it`);
}

/** An event without an example is one that its readers have to guess. */
export function withoutExample(events: readonly KnownEvent[]): Rule {
  return () => events.filter(({ example }) => !example).map(({ type }) => `${type} has no example`);
}

/** A service handles an event in one place, since both handlers would share one transaction. */
export const handledTwice: Rule = (files) =>
  services(files).flatMap((service) =>
    handled(files, service)
      .filter((type, index, all) => all.indexOf(type) !== index)
      .map((type) => `services/${service} handles ${type} twice`),
  );

/** What a README says of a service's events is what its code does. */
export function readmes(events: readonly KnownEvent[]): Rule {
  const types = new Set(events.map(({ type }) => type));
  return (files) =>
    services(files).flatMap((service) => {
      const path = `services/${service}/README.md`;
      const readme = files.find((file) => file.path === path);
      if (!readme || codeOf(files, service).length === 0) return [];
      const ours = events.filter(({ source }) => source === service);
      const sent = published(files, service);
      return [
        ...differences(path, section(readme, 'Consumes', types), new Set(handled(files, service))),
        ...differences(
          path,
          section(readme, 'Publishes', types),
          new Set(ours.map(({ type }) => type).filter((type) => sent.has(type))),
        ),
      ];
    });
}

function services(files: readonly SourceFile[]): readonly string[] {
  const names = files.map(({ path }) => /^services\/([^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** A service has its rules before its doors; it publishes once it has a module. */
function isWired(files: readonly SourceFile[], service: string): boolean {
  return files.some(({ path }) => path === `services/${service}/src/${service}.module.ts`);
}

function codeOf(files: readonly SourceFile[], service: string): readonly SourceFile[] {
  return files.filter((f) => isProduct(f) && f.path.startsWith(`services/${service}/src/`));
}

/** Names in quotes, save where they are handled (`@On`) or folded into a state (`case`). */
function published(files: readonly SourceFile[], service: string): ReadonlySet<string> {
  const code = codeOf(files, service)
    .map(({ text }) => withoutComments(text))
    .join('\n');
  const said = code.replace(/@On\([^)]*\)|\bcase\s+'\w+'/g, '');
  return new Set([...said.matchAll(/'([A-Z]\w+)'/g)].map(([, type = '']) => type));
}

function handled(files: readonly SourceFile[], service: string): readonly string[] {
  return codeOf(files, service).flatMap(({ text }) =>
    [...withoutComments(text).matchAll(/@On\(([^)]*)\)/g)]
      .flatMap(([, types = '']) => [...types.matchAll(/'(\w+)'/g)])
      .map(([, type = '']) => type),
  );
}

/** Event names in one part of a README; undefined when the part says "every fact" or is missing. */
function section(
  { text }: SourceFile,
  title: string,
  types: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  const parts = text.split(/^(?=\W*(?:Owns|Publishes|Consumes|Rules|Run)\b)/m);
  const part = parts.find((candidate) => new RegExp(`^\\W*${title}\\b`).test(candidate));
  if (part === undefined || /every fact/i.test(part)) return undefined;
  return new Set((part.match(/\b[A-Z]\w+/g) ?? []).filter((word) => types.has(word)));
}

function differences(
  path: string,
  told: ReadonlySet<string> | undefined,
  done: ReadonlySet<string>,
): readonly string[] {
  if (!told) return [];
  return [
    ...[...done].filter((type) => !told.has(type)).map((type) => `${path} leaves out ${type}`),
    ...[...told].filter((type) => !done.has(type)).map((type) => `${path} names ${type} in vain`),
  ];
}
