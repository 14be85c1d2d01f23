const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: false, ...swc() }] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@o2c/(money|contracts|tax|runtime|messaging|client|paper|testing)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^@o2c/(gateway|orders|credit|inventory|shipping|billing|receivables|analytics)$':
      '<rootDir>/services/$1/src/$1.module.ts',
    '^@o2c/(orders|credit|inventory|shipping|billing|receivables)/domain/(.+)$':
      '<rootDir>/services/$1/src/domain/$2.ts',
    '^@o2c/gateway/audit$': '<rootDir>/services/gateway/src/audit.ts',
  },
  modulePathIgnorePatterns: ['/dist/', '/.data/', '/.nx/'],
};

/** The same settings as .swcrc, whose `exclude` would keep the specs from being compiled. */
function swc() {
  return {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
      },
      target: 'es2024',
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  };
}

const needsServers = ['\\.int\\.spec\\.ts$', '<rootDir>/libs/messaging/', '\\.e2e\\.spec\\.ts$'];

export default {
  projects: [
    {
      ...shared,
      displayName: 'rules',
      testMatch: ['<rootDir>/{libs,services,tools}/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', ...needsServers],
    },
    {
      ...shared,
      displayName: 'services',
      testMatch: [
        '<rootDir>/{libs,services,tools}/**/*.int.spec.ts',
        '<rootDir>/libs/messaging/**/*.spec.ts',
        '<rootDir>/simulation/**/*.spec.ts',
      ],
      globalSetup: '<rootDir>/libs/testing/src/jest-setup.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/jest-teardown.mjs',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/tests-e2e/**/*.e2e.spec.ts'],
    },
  ],
};
