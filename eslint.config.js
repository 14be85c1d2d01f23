// The limits, names and import rules of this repository. Each has a planted violation in
// tools/src/lint-rules.spec.ts, which sees it caught: a rule that is not tested rots.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SERVICES = 'gateway|orders|credit|inventory|shipping|billing|receivables|analytics';
/** The pure parts of services, which only the simulation runs outside of their service. */
const PURE = `(${SERVICES})/domain/[a-z-]+|gateway/audit`;

/** Which of our libraries each folder may import: money ← tax, contracts ← runtime ← messaging. */
const LAYERS = {
  'libs/money': '',
  'libs/tax': 'money',
  'libs/contracts': 'money',
  'libs/runtime': 'money|tax|contracts',
  'libs/messaging': 'money|tax|contracts|runtime',
  'libs/client': 'money|contracts',
  'libs/paper': '',
  'libs/testing': 'money|tax|contracts|runtime|messaging|client',
  'services/*': 'money|tax|contracts|runtime|messaging|paper',
  'services/console': 'money|client',
  'services/standalone': `money|tax|contracts|runtime|messaging|${SERVICES}`,
  simulation: `money|tax|contracts|runtime|messaging|${PURE}`,
  tools: 'money|tax|contracts|client|runtime',
  'tests-e2e': 'money|tax|contracts|client|testing',
};

const typeorm = {
  regex: '^(typeorm|pg)($|/)',
  message: 'Only stores, migrations and libs speak SQL; controllers, consumers and jobs call them.',
};
const kafkajs = { regex: '^kafkajs($|/)', message: 'Only one file of libs/messaging knows Kafka.' };
const otherPackage = (doors = 'none') => ({
  regex: `^@o2c/(?!(${doors})$)[^/]+/|^\\.\\.?/.*/src/|^(\\.\\./)+(libs|services|tools|tests-e2e)/`,
  message: 'Import another package by its name alone.',
});

const except = (allowed) => ({
  regex: allowed ? `^@o2c/(?!(${allowed})$)` : '^@o2c/',
  message: `Here only these may be imported: ${allowed || 'none of our packages'}.`,
});
const pure = (extra) => ({
  regex: `^(?!\\./[^/]+\\.js$|@o2c/(money|tax|contracts)$${extra})`,
  message: 'A domain imports its siblings, money, tax and contracts, and nothing else.',
});
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const layers = Object.entries(LAYERS).flatMap(([folder, allowed]) => {
  const alone = otherPackage(folder === 'simulation' ? PURE : undefined);
  const always = folder === 'libs/messaging' ? [alone] : [alone, kafkajs];
  const inSpecs = allowed ? `${allowed}|testing` : 'testing';
  const shell = '{controller,consumer,job,dto}';
  return [
    { files: [`${folder}/**/*.{ts,tsx,js,mjs}`], rules: imports(...always, except(allowed)) },
    { files: [`${folder}/**/*.${shell}.ts`], rules: imports(...always, except(allowed), typeorm) },
    { files: [`${folder}/**/*.spec.ts`], rules: imports(...always, except(inSpecs)) },
    { files: [`${folder}/src/domain/*.ts`], rules: imports(pure('')) },
    {
      files: [`${folder}/src/domain/*.spec.ts`],
      rules: imports(pure('|@o2c/testing$|fast-check$')),
    },
  ];
});

const forbid = (selector, message) => ({ selector, message });
const EVERYWHERE = [
  forbid('TSEnumDeclaration', 'Use a union of literals.'),
  forbid(
    'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>5]',
    'More than five collaborators: this class does too much.',
  ),
];
const IN_DOMAIN = [
  ...EVERYWHERE,
  forbid(':function[async=true]', 'A domain decides at once: nothing in it is async.'),
  forbid('AwaitExpression', 'A domain decides at once: nothing in it waits.'),
  forbid('ImportExpression', 'A domain imports at the top of the file.'),
  forbid(
    'Identifier[name=/^(Promise|setTimeout|setInterval|process|performance)$/]',
    'A domain is pure.',
  ),
  forbid('NewExpression[callee.name="Date"][arguments.length=0]', 'Time comes in: use `at`.'),
  forbid('CallExpression[callee.name="Date"]', 'Time comes in: use `at`.'),
  forbid('MemberExpression[object.name="Date"][property.name="now"]', 'Time comes in: `at`.'),
  forbid('MemberExpression[object.name="Math"][property.name="random"]', 'A domain is pure.'),
  forbid(
    'MemberExpression[property.name=/^get(FullYear|Month|Date|Day|Hours|Minutes)$/]',
    'The answer depends on the time zone of the machine.',
  ),
  forbid('Identifier[name="crypto"]', 'Ids come in with the command.'),
];

const style = {
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', 60],
  'max-len': ['error', { code: 100, ignoreUrls: true, ignoreRegExpLiterals: true }],
  'no-console': 'error',
  eqeqeq: 'error',
  'no-else-return': 'error',
  'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
  'no-restricted-syntax': ['error', ...EVERYWHERE],
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unsafe-function-type': 'off',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
};

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.nx/',
      '.data/',
      'coverage/',
      'docs/',
      'libs/client/src/api-types.ts',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  ...tseslint.configs.recommended,
  { rules: style },
  {
    // Knowing types costs seconds, a promise that nobody waits for costs nights.
    files: [
      'libs/*/src/**/*.ts',
      'services/*/src/**/*.ts',
      'tools/src/**/*.ts',
      'simulation/src/**/*.ts',
      'tests-e2e/**/*.ts',
    ],
    ignores: ['services/console/**'],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
  {
    files: ['services/console/src/**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        project: './services/console/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
  ...layers,
  { files: ['**/src/domain/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...IN_DOMAIN] } },
  { files: ['**/*.spec.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['**/*.config.js', 'libs/testing/src/jest-*.mjs'],
    rules: { 'no-restricted-exports': 'off' },
  },
);
