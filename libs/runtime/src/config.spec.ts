import { ConfigError, loadConfig } from './config.js';
import { asFlag, asInteger, asList, asPort, asSecret, asUrl } from './config-values.js';

const fields = {
  port: { env: 'PORT', parse: asPort, default: 3000 },
  database: { env: 'DATABASE_URL', parse: asUrl, default: undefined },
  brokers: { env: 'KAFKA_BROKERS', parse: asList },
  testClock: { env: 'TEST_CLOCK', parse: asFlag, default: false },
  key: { env: 'API_KEY', parse: asSecret(20), default: undefined, secret: true },
  retries: { env: 'RETRIES', parse: asInteger(1, 9), default: 5 },
} as const;

describe('the configuration', () => {
  test('is read with its defaults', () => {
    const config = loadConfig(fields, { KAFKA_BROKERS: 'a:1, b:2', TEST_CLOCK: '1', PORT: ' ' });
    expect(config).toEqual({
      port: 3000,
      database: undefined,
      brokers: ['a:1', 'b:2'],
      testClock: true,
      key: undefined,
      retries: 5,
    });
  });

  test('names every problem at once and repeats no secret', () => {
    const env = {
      PORT: '99999',
      DATABASE_URL: 'here',
      API_KEY: 'hush',
      RETRIES: '0',
    };
    expect(() => loadConfig(fields, env)).toThrow(
      new ConfigError([
        'PORT must be a whole number from 0 to 65535, not "99999"',
        'DATABASE_URL must be a URL, not "here"',
        'KAFKA_BROKERS is required',
        'API_KEY must have at least 20 characters',
        'RETRIES must be a whole number from 1 to 9, not "0"',
      ]),
    );
  });
});
