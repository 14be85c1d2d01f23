import { pino } from 'pino';
import { readable } from './readable-log.js';

test('a log line for people has the time, the service, the words and the rest', () => {
  const lines: string[] = [];
  const out = { write: (text: string) => lines.push(text) };
  const options = {
    base: { service: 'orders' },
    formatters: { level: (level: string) => ({ level }) },
    timestamp: () => ',"time":"2026-11-22T08:00:01.000Z"',
  };
  const logger = pino(options, readable(out));
  logger.info({ order: 'SO-1' }, 'placed');
  logger.warn('slow');
  expect(lines).toEqual([
    '08:00:01 INFO  orders  placed  {"order":"SO-1"}\n',
    '08:00:01 WARN  orders  slow\n',
  ]);
});
