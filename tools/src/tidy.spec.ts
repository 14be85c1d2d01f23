import { definitionOf, EVENT_TYPES } from '@o2c/contracts';
import {
  handledTwice,
  type KnownEvent,
  readmes,
  topicLiterals,
  unpublished,
  withoutExample,
} from './tidy-events.js';
import { guarantees } from './tidy-guarantees.js';
import { readRepository, type Rule, type SourceFile } from './tidy-files.js';
import { escapes, kafkaClients, orphans } from './tidy-imports.js';
import { deadLinks } from './tidy-links.js';
import { forbiddenNames, sizes } from './tidy-names.js';
import { forbiddenWords } from './tidy-words.js';

const repository = readRepository(new URL('../..', import.meta.url).pathname);
const EVENTS: readonly KnownEvent[] = EVENT_TYPES.map((type) => ({
  type,
  source: definitionOf(type).source,
  example: definitionOf(type).example,
}));

const RULES: readonly (readonly [string, Rule])[] = [
  ['no file is too long and no folder too deep', sizes],
  ['no path and no class has a vague name', forbiddenNames],
  ['no word is left over from writing or stands where it does not belong', forbiddenWords],
  ['no source file is without a reader', orphans],
  ['no file reaches into another package', escapes],
  ['no second file knows the Kafka client', kafkaClients],
  ['no topic is named outside the contracts', topicLiterals(EVENTS)],
  ['no event of the catalogue is never published', unpublished(EVENTS)],
  ['no event of the catalogue is without an example', withoutExample(EVENTS)],
  ['no event is handled twice in one service', handledTwice],
  ['no README says other events than the code', readmes(EVENTS)],
  ['no link in a document is dead', deadLinks],
  ['no promise is without a test that shows it', guarantees],
];

describe('In this repository', () => {
  test.each(RULES)('%s', (_title, rule) => {
    expect(rule(repository)).toEqual([]);
  });
});

const PAID: KnownEvent = { type: 'Paid', source: 'bank', example: {} };
const file = (path: string, text = ''): SourceFile => ({ path, text });
const promise = (proof: string) =>
  file('docs/guarantees.md', `| Promise | Test |\n| --- | --- |\n| It pays | ${proof} |`);
const bank = (name: string, text: string) => file(`services/bank/src/${name}`, text);

/** One planted breach per line: what is wrong, the rule that must say so, the files. */
const BREACHES: readonly (readonly [string, Rule, readonly SourceFile[]])[] = [
  ['a file of 301 lines', sizes, [bank('a.ts', 'a\n'.repeat(301))]],
  ['a service README of 41 lines', sizes, [file('services/bank/README.md', 'a\n'.repeat(41))]],
  ['a folder three deep', sizes, [bank('a/b/c/d.ts', '')]],
  ['a file for everything', forbiddenNames, [bank('date-utils.ts', '')]],
  ['a folder for everything', forbiddenNames, [bank('shared/rates.ts', '')]],
  ['a name with capitals', forbiddenNames, [bank('Account.ts', '')]],
  ['a kind of file that we do not have', forbiddenNames, [bank('account.service.ts', '')]],
  ['a store in a domain', forbiddenNames, [bank('domain/account.store.ts', '')]],
  ['a barrel in a service', forbiddenNames, [bank('index.ts', '')]],
  ['a class that is an implementation', forbiddenNames, [bank('a.ts', 'class BankImpl {}')]],
  ['the environment outside config.ts', forbiddenWords, [bank('a.ts', 'process.env.PORT')]],
  ['the clock of the machine', forbiddenWords, [bank('a.ts', 'const at = new Date();')]],
  ['chance', forbiddenWords, [bank('a.ts', 'randomUUID()')]],
  ['a test that silences the others', forbiddenWords, [bank('a.spec.ts', 'test.only(')]],
  ['the console', forbiddenWords, [bank('a.ts', 'console.log(1)')]],
  ['a note to oneself', forbiddenWords, [bank('a.ts', '// TODO later')]],
  ['a rule switched off', forbiddenWords, [bank('a.ts', '// @ts-ignore')]],
  ['a path of one machine', forbiddenWords, [file('README.md', 'see /home/ada/notes')]],
  [
    'a registry in the lockfile',
    forbiddenWords,
    [file('package-lock.json', '"resolved": "https:')],
  ],
  ['a file that nobody imports', orphans, [bank('a.ts', '')]],
  ['a file that only its test imports', orphans, [bank('a.ts', ''), bank('a.spec.ts', "'./a.js'")]],
  ['an import across packages', escapes, [bank('a.ts', "import '../../shop/src/b.js';")]],
  [
    'two files that know Kafka',
    kafkaClients,
    [bank('a.ts', "from 'kafkajs'"), bank('b.ts', "from 'kafkajs'")],
  ],
  ['a topic by name', topicLiterals([PAID]), [bank('a.ts', "send({ topic: 'Paid' })")]],
  ['a list of topics by name', topicLiterals([PAID]), [bank('a.ts', "topics: ['Paid']")]],
  [
    'an event only handled',
    unpublished([PAID]),
    [bank('bank.module.ts', "case 'Paid': @On('Paid')")],
  ],
  ['an event without example', withoutExample([{ ...PAID, example: undefined }]), []],
  ['two handlers', handledTwice, [bank('a.ts', "@On('Paid')"), bank('b.ts', "@On('Paid')")]],
  [
    'a README that leaves out an event',
    readmes([PAID]),
    [file('services/bank/README.md', '## Publishes\nnothing'), bank('a.ts', "type: 'Paid'")],
  ],
  [
    'a README that names an event in vain',
    readmes([PAID]),
    [file('services/bank/README.md', '**Consumes** `Paid`'), bank('a.ts', '')],
  ],
  ['a link to no file', deadLinks, [file('docs/a.md', '[b](b.md)')]],
  ['a promise without a test', guarantees, [promise('nobody')]],
  ['a promise whose test is gone', guarantees, [promise('[`pays`](../a.spec.ts)')]],
  ['a link to no heading', deadLinks, [file('a.md', '# Start\n[b](#end)')]],
];

describe('tidy catches', () => {
  test.each(BREACHES)('%s', (_title, rule, files) => {
    expect(rule(files)).not.toEqual([]);
  });
});

/** What looks like a breach and is none. */
const FINE: readonly (readonly [string, Rule, readonly SourceFile[]])[] = [
  ['config.ts reads the environment', forbiddenWords, [bank('config.ts', 'process.env.PORT')]],
  ['a comment speaks of it', forbiddenWords, [bank('a.ts', '/** reads no process.env */')]],
  ['a date that is given', forbiddenWords, [bank('a.ts', 'new Date(at)')]],
  [
    'a program that a package names',
    orphans,
    [bank('a.ts', ''), file('package.json', 'dist/a.js')],
  ],
  ['a type in a decision', topicLiterals([PAID]), [bank('a.ts', "{ type: 'Paid' }")]],
  [
    'a promise that a test shows',
    guarantees,
    [promise('[`pays`](../a.spec.ts)'), file('a.spec.ts', "it('pays', ")],
  ],
  ['a link to a heading', deadLinks, [file('b/a.md', '# The end\n[b](#the-end) [c](..)')]],
];

describe('tidy lets pass', () => {
  test.each(FINE)('%s', (_title, rule, files) => {
    expect(rule(files)).toEqual([]);
  });
});
