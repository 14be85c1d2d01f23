import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = new URL('../..', import.meta.url).pathname;

/** The real configuration; only the rules that need types are off, for files that do not exist. */
const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });

const domain = 'services/credit/src/domain/credit-account.ts';
const module = 'services/credit/src/credit.module.ts';
const lines = (count: number) => 'one();\n'.repeat(count);

/** One planted violation per rule: what is wrong, where, the text, and the rule that says so. */
const VIOLATIONS: readonly (readonly [string, string, string, string])[] = [
  ['tax reaches up to contracts', 'libs/tax/src/a.ts', "import '@o2c/contracts';", 'imports'],
  ['money imports anything of ours', 'libs/money/src/a.ts', "import '@o2c/tax';", 'imports'],
  [
    'contracts reaches up to runtime',
    'libs/contracts/src/a.ts',
    "import '@o2c/runtime';",
    'imports',
  ],
  [
    'runtime reaches up to messaging',
    'libs/runtime/src/a.ts',
    "import '@o2c/messaging';",
    'imports',
  ],
  ['messaging knows a service', 'libs/messaging/src/a.ts', "import '@o2c/orders';", 'imports'],
  ['a service imports a service', module, "import '@o2c/orders';", 'imports'],
  ['a service reaches into a service', module, "import '../../orders/src/a.js';", 'imports'],
  ['a service reaches into a library', module, "import '@o2c/runtime/src/a.js';", 'imports'],
  ['the product imports its test tools', module, "import '@o2c/testing';", 'imports'],
  [
    'standalone imports a test tool',
    'services/standalone/src/a.ts',
    "import '@o2c/testing';",
    'imports',
  ],
  ['a tool looks inside the product', 'tools/src/a.ts', "import '@o2c/messaging';", 'imports'],
  [
    'a story looks inside the product',
    'tests-e2e/a.e2e.spec.ts',
    "import '@o2c/orders';",
    'imports',
  ],
  [
    'a service reaches into the rules of another',
    module,
    "import '@o2c/orders/domain/order';",
    'imports',
  ],
  [
    'a story reaches into the rules',
    'tests-e2e/a.e2e.spec.ts',
    "import '@o2c/orders/domain/order';",
    'imports',
  ],
  [
    'the simulation imports a service whole',
    'simulation/src/a.ts',
    "import '@o2c/credit';",
    'imports',
  ],
  [
    'the simulation reaches behind the rules',
    'simulation/src/a.ts',
    "import '@o2c/credit/dist/credit.module.js';",
    'imports',
  ],
  ['a service speaks to Kafka itself', module, "import 'kafkajs';", 'imports'],
  [
    'a controller speaks SQL',
    'services/credit/src/credit.controller.ts',
    "import 'typeorm';",
    'imports',
  ],
  [
    'a consumer speaks SQL',
    'services/credit/src/orders.consumer.ts',
    "import 'typeorm';",
    'imports',
  ],
  ['a job speaks SQL', 'services/credit/src/a/expiry.job.ts', "import 'pg';", 'imports'],
  ['a domain imports its store', domain, "import '../credit-account.store.js';", 'imports'],
  ['a domain imports the framework', domain, "import '@nestjs/common';", 'imports'],
  ['a domain imports runtime', domain, "import '@o2c/runtime';", 'imports'],
  ['a domain imports the platform', domain, "import 'node:crypto';", 'imports'],
  ['a domain imports on the way', domain, "void import('./a.js');", 'syntax'],
  ['a domain is asynchronous', domain, 'export async function a() {}', 'syntax'],
  ['a domain waits', domain, 'export const a = [await b];', 'syntax'],
  ['a domain promises', domain, 'export const a = Promise.resolve(1);', 'syntax'],
  ['a domain reads the clock', domain, 'export const a = new Date();', 'syntax'],
  ['a domain reads the clock in numbers', domain, 'export const a = Date.now();', 'syntax'],
  [
    'a domain knows where it runs',
    domain,
    'export const a = (at: Date) => at.getHours();',
    'syntax',
  ],
  ['a domain takes the time', domain, 'export const a = performance.now();', 'syntax'],
  ['a domain throws dice', domain, 'export const a = Math.random();', 'syntax'],
  ['a domain makes ids', domain, 'export const a = crypto.randomUUID();', 'syntax'],
  [
    'a class has six collaborators',
    module,
    'class A { constructor(a, b, c, d, e, f) {} }',
    'syntax',
  ],
  ['an enum', module, 'export enum A { B }', 'syntax'],
  ['a default export', module, 'export default 1;', 'no-restricted-exports'],
  ['any', module, 'export const a: any = 1;', '@typescript-eslint/no-explicit-any'],
  [
    'an exclamation mark',
    module,
    'export const a = b!.c;',
    '@typescript-eslint/no-non-null-assertion',
  ],
  ['the console', module, "console.log('here');", 'no-console'],
  ['a loose comparison', module, 'export const a = b == c;', 'eqeqeq'],
  ['an unused variable', module, 'const a = 1;', '@typescript-eslint/no-unused-vars'],
  [
    'an else after a return',
    module,
    'export const a = () => { if (b) { return 1; } else { return 2; } };',
    'no-else-return',
  ],
  ['a file of 301 lines', module, lines(301), 'max-lines'],
  [
    'a function of 61 lines',
    module,
    `export function a() {\n${lines(59)}}\n`,
    'max-lines-per-function',
  ],
  ['a line of 101 columns', module, `export const a = '${'a'.repeat(82)}';`, 'max-len'],
];

const RULE: Readonly<Record<string, string>> = {
  imports: 'no-restricted-imports',
  syntax: 'no-restricted-syntax',
};

const ALLOWED: readonly (readonly [string, string, string])[] = [
  ['a domain imports money', domain, "import '@o2c/money';"],
  ['a domain imports its sibling', domain, "import './hold.js';"],
  ['a domain test imports builders', domain.replace('.ts', '.spec.ts'), "import '@o2c/testing';"],
  ['a store speaks SQL', 'services/credit/src/credit-account.store.ts', "import 'typeorm';"],
  ['standalone knows every service', 'services/standalone/src/a.ts', "import '@o2c/orders';"],
  [
    'the simulation runs the rules',
    'simulation/src/a.ts',
    "import '@o2c/credit/domain/credit-account';",
  ],
  ['messaging speaks to Kafka', 'libs/messaging/src/kafka-bus.ts', "import 'kafkajs';"],
  ['a test imports test tools', 'services/credit/src/credit.int.spec.ts', "import '@o2c/testing';"],
  ['a settings file exports a default', 'other.config.js', 'export default {};'],
  ['a function of 60 lines', module, `export function a() {\n${lines(58)}}\n`],
];

async function rulesBrokenBy(text: string, path: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: root + path });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

describe('the linter catches', () => {
  test.each(VIOLATIONS)('%s', async (_title, path, text, rule) => {
    expect(await rulesBrokenBy(text, path)).toContain(RULE[rule] ?? rule);
  });

  test('a promise that nobody waits for', async () => {
    // With CI=true the parser would read the file itself instead of the planted text.
    const parserOptions = { disallowAutomaticSingleRunInference: true };
    const overrideConfig = { languageOptions: { parserOptions } };
    const typed = new ESLint({ cwd: root, overrideConfig });
    const [result] = await typed.lintText('async function a() {}\na();\n', {
      filePath: import.meta.filename,
    });
    expect(result?.messages.map((message) => message.ruleId)).toContain(
      '@typescript-eslint/no-floating-promises',
    );
  }, 60_000);

  test('a comment that switches it off', async () => {
    const text = '// eslint-disable-next-line no-console\nconsole.log(1);\n';
    expect(await rulesBrokenBy(text, module)).toContain('no-console');
  });
});

describe('the linter lets pass', () => {
  test.each(ALLOWED)('%s', async (_title, path, text) => {
    expect(await rulesBrokenBy(text, path)).toEqual([]);
  });
});
